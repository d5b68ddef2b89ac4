using System.Diagnostics;
using System.Numerics;
using NUnit.Framework;

namespace Pipeline.Tests.Training.Network;

/// <summary>A training gives the same bits whatever the vector width of the processor and the number of threads.</summary>
[TestFixture]
internal sealed class SameBitsTests
{
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Weights_are_the_same_on_threads(int threads) => Assert.That(NetworkDigest.Lines(threads), Is.EqualTo(NetworkDigest.Lines()));

    [TestCase("EnableAVX2", "0", 128)]
    [TestCase("EnableHWIntrinsic", "0", 128)]
    [TestCase("MaxVectorTBitWidth", "200", 512)]
    public void Weights_are_the_same_with_other_vectors(string feature, string value, int width)
    {
        var here = NetworkDigest.Lines().ToArray();
        var there = Ask(feature, value);

        TestContext.Out.WriteLine($"here {here[0]}, there {there[0]}");
        Assert.That(there[1..], Is.EqualTo(here[1..]));
        if (width == 512 && !System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated)
            Assert.Ignore("this processor has no vectors of 512 bits");
        if (Vector<byte>.Count * 8 == 128)
            Assert.Ignore($"this processor has nothing that {feature} would switch off");
        Assert.That(there[0], Is.EqualTo(FormattableString.Invariant($"{width} bits")));
    }

    private static string[] Ask(string feature, string value)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(NetworkDigest).Assembly.Location, "network"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[$"DOTNET_{feature}"] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
