using NUnit.Framework;
using Pipeline.Tests.Cli;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class ScoreMemoryTests
{
    [Test]
    public void Ten_times_the_rows_take_no_more_memory()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("The peak of a process is read from /proc, which is Linux's.");
        var few = Peak(20_000);
        var many = Peak(200_000);

        Assert.That(many, Is.LessThan(few + 24_000), "kB at the peak");
    }

    /// <summary>The peak of the working set in kB while rows are scored, as the kernel says it just before the end.</summary>
    private static long Peak(int rows)
    {
        using var scratch = new Scratch();
        var data = File.ReadAllBytes(InterruptTests.BigTable(scratch, rows));
        using var process = Support.Program.Open(scratch.Directory, new Dictionary<string, string?>(), "score", Demo.Zip("concrete"), "-", "out.csv");
        process.StandardInput.BaseStream.Write(data);
        process.StandardInput.BaseStream.Flush();
        // All but the last pipe of it is scored; the process waits for more.
        Thread.Sleep(500);
        var line = File.ReadLines($"/proc/{process.Id}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        Assert.That(Support.Program.Finish(process).Out, Does.StartWith("Scored "));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
