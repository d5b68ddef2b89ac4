using System.Diagnostics;
using System.Text.Json;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Tests.House;
using Pipeline.Tests.Scoring.Cuda;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Verification;

/// <summary>
/// The program as it goes to a machine without SDK and network, published by the command of docs/gpu.md; and gpu-check of it, over
/// the stand-in for the CUDA runtime.
/// </summary>
[TestFixture]
internal sealed class SelfContainedGpuCheckTests
{
    private const string Command = "dotnet publish src/Pipeline -c Release -r linux-x64 --self-contained -o DIR";

    private Scratch scratch = null!;

    [OneTimeSetUp]
    public void Publish()
    {
        scratch = new Scratch();
        Publish(scratch);
    }

    [OneTimeTearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void It_carries_no_file_of_another_platform_and_no_native_symbols() =>
        Assert.That(ForeignFiles.In(scratch.At("DIR"), "linux-x64"), Is.Empty);

    [Test]
    public void A_published_program_checks_a_GPU_where_there_is_no_dotnet()
    {
        Assert.That(Repository.Read("docs/gpu.md"), Does.Contain($"`{Command}`"));
        _ = GpuRuntime.Directory;
        var nothing = Directory.CreateDirectory(scratch.At("nothing")).FullName;
        var start = new ProcessStartInfo(scratch.At("DIR/Pipeline"), ["gpu-check", "--without-numbers", "--soak", "0", "--json"])
        {
            WorkingDirectory = nothing,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in GpuRuntime.Environs(("PATH", nothing), ("HOME", nothing), ("DOTNET_ROOT", nothing), ("SIMCUDA_MEMORY_MB", "256")))
            start.Environment[name] = value;
        var result = Support.Program.Finish(Process.Start(start)!);

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        using var document = JsonDocument.Parse(result.Out);
        Assert.That(document.RootElement.GetProperty("passed").GetBoolean());
        Assert.That(document.RootElement.GetProperty("cases").GetArrayLength(), Is.GreaterThan(TrainerCatalog.All.Count));
    }

    /// <summary>Publishes a copy of the program's project, so that the builds of the checkout stay as they are.</summary>
    private static void Publish(Scratch scratch)
    {
        foreach (var file in Repository.Files("src/Pipeline", "").Concat(["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"]))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(scratch.At(file))!);
            File.Copy(Repository.PathOf(file), scratch.At(file));
        }
        var start = new ProcessStartInfo("dotnet", [.. Command.Split(' ')[1..], "--disable-build-servers"])
        {
            WorkingDirectory = scratch.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var result = Support.Program.Finish(Process.Start(start)!);
        // The runtime comes as a package of its own, which no other build needs: NU1100 and NU1101 are «not found», NU1301 «no answer».
        if (result.Code != 0 && new[] { "NU1100", "NU1101", "NU1102", "NU1301" }.FirstOrDefault(result.Out.Contains) is { } missing)
            Assert.Ignore($"the packages of a self-contained program cannot be had here ({missing}):\n{string.Join('\n', result.Out.Split('\n')
                .Where(line => line.Contains(missing, StringComparison.Ordinal)).Distinct().Take(3))}");
        Assert.That(result.Code, Is.Zero, result.Out);
    }
}
