using System.Diagnostics;
using System.Runtime.Intrinsics;
using NUnit.Framework;

namespace Pipeline.Tests.Kernels;

/// <summary>Every kernel gives the same bits whatever the processor's vector width: a process is started for each.</summary>
[TestFixture]
internal sealed class VectorWidthTests
{
    [TestCase("EnableAVX512", "512 bits False")]
    [TestCase("EnableAVX2", "256 bits False, 512 bits False")]
    [TestCase("EnableHWIntrinsic", "256 bits False, 512 bits False")]
    public void Bits_are_the_same_without(string feature, string widths)
    {
        var here = KernelDigest.Lines().ToArray();
        var there = Ask(feature);

        TestContext.Out.WriteLine($"here {here[0]}; there {there[0]}");
        Assert.That(there[0], Does.EndWith(widths));
        Assert.That(there[1..], Is.EqualTo(here[1..]));
        if (!(feature == "EnableAVX512" ? Vector512.IsHardwareAccelerated : Vector256.IsHardwareAccelerated))
            Assert.Ignore($"this processor has nothing that {feature} would switch off");
    }

    private static string[] Ask(string feature)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KernelDigest).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[$"DOTNET_{feature}"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
