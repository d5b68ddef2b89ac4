using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

/// <summary>The published program carries the native libraries of its own platform and no others. Self-contained: SelfContainedGpuCheckTests.</summary>
[TestFixture]
internal sealed class PublishedFilesTests
{
    [Test]
    public void The_program_as_it_is_run_has_no_file_of_another_platform_and_no_native_symbols()
    {
        if (RuntimeInformation.OSArchitecture != Architecture.X64 || OperatingSystem.IsMacOS())
            Assert.Ignore("built without a runtime identifier, the program is portable and carries every platform's libraries");
        var folder = Path.GetDirectoryName(Support.Program.Dll)!;

        Assert.That(ForeignFiles.In(folder, OperatingSystem.IsWindows() ? "win-x64" : "linux-x64"), Is.Empty,
            $"if an earlier build left them: delete {folder} and build again");
    }

    [TestCase("linux-x64", "libFastTreeNative.so", "libLdaNative.so", "lib_lightgbm.so", "libonnxruntime.so", "libonnxruntime_providers_shared.so")]
    [TestCase("win-x64", "FastTreeNative.dll", "LdaNative.dll", "lib_lightgbm.dll", "onnxruntime.dll", "onnxruntime_providers_shared.dll")]
    public void Every_native_library_of_a_platform_is_published_and_nothing_else_of_native_code(string platform, params string[] libraries)
    {
        var managed = Path.DirectorySeparatorChar + "lib" + Path.DirectorySeparatorChar;

        Assert.That(FromPackages(platform).Where(file => !file.Source.Contains(managed)).Select(file => file.Name).Order(StringComparer.Ordinal),
            Is.EqualTo(libraries));
    }

    /// <summary>What a publish for a platform takes from packages: the names in its folder, and the files; nothing is written.</summary>
    private static IReadOnlyList<(string Name, string Source)> FromPackages(string platform)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Repository.PathOf("src/Pipeline/Pipeline.csproj"), "-t:ComputeResolvedFilesToPublishList",
            "-getItem:ResolvedFileToPublish", "-p:Configuration=Release", "-p:PublishReadyToRun=false", $"-p:RuntimeIdentifier={platform}"])
        { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        using var items = JsonDocument.Parse(output);
        return
        [
            .. from item in items.RootElement.GetProperty("Items").GetProperty("ResolvedFileToPublish").EnumerateArray()
               let source = item.GetProperty("FullPath").GetString()!
               where !source.StartsWith(Repository.PathOf("src"), StringComparison.Ordinal)
               select (Path.GetFileName(item.GetProperty("RelativePath").GetString()!), source),
        ];
    }
}
