using NUnit.Framework;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Cli;

/// <summary>A signal to a training of a million rows: reading, splitting, fitting, scoring and checking each take their time.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class InterruptedTrainingTests
{
    private static readonly string[] training =
    [
        "train", Demo.Config("concrete"), "--out", "a/b", "--set", """model={"trainer":"lightGbm","options":{"numberOfIterations":10}}""",
        "--set", "split.testFraction=0.5", "--set", "gates={}",
    ];

    [Test]
    public void A_signal_at_any_moment_ends_it_soon_and_leaves_nothing()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no signals to send.");
        using var scratch = new Scratch();
        var big = InterruptTests.BigTable(scratch, 1_000_000);
        var interrupted = 0;
        for (var moment = 500; ; moment += 1000)
        {
            using var process = Support.Program.Open(scratch.Directory, new Dictionary<string, string?>(), [.. training, "--set", $"data.train={big}"]);
            if (process.WaitForExit(TimeSpan.FromMilliseconds(moment)))
                break;
            var code = InterruptTests.Signal(process, "INT").Code;
            // At the very end the files are in their places before the signal is heard.
            if (code == 0)
                break;
            interrupted++;
            Assert.That((code, string.Join(' ', scratch.Names())), Is.EqualTo((130, "big.csv")), $"after {moment} ms");
        }
        Assert.That(interrupted, Is.GreaterThan(2));
    }
}
