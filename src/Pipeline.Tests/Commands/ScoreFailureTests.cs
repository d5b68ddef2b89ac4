using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>A failed run leaves the previous output as it was, and nothing else.</summary>
[TestFixture]
internal sealed class ScoreFailureTests
{
    private const int Rows = 30_000;
    private Scratch scratch = null!;
    private string good = "";

    [SetUp]
    public void Prepare()
    {
        scratch = new Scratch();
        scratch.Write("scores.csv", "yesterday");
        var text = new StringBuilder(Demo.Head("concrete", 0)[0]).Append('\n');
        var rows = Demo.Head("concrete", 1000)[1..];
        for (var i = 0; i < Rows; i++)
            text.Append(rows[i % rows.Length]).Append('\n');
        good = text.ToString();
    }

    [TearDown]
    public void Remove() => scratch.Dispose();

    [TestCase("540,0,0,162,2.5,1040,676,young,79.99", "young")]
    [TestCase("540,0,0,162", "a row of 4 fields")]
    [TestCase("540,0,0,\"162", "quote")]
    public void A_bad_row_late_in_a_big_file(string row, string expected)
    {
        var run = Score(good + row + "\n");

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain($"day.csv:{Rows + 2}").And.Contain(expected));
        NothingChanged();
    }

    [TestCase("--max-missing", "0")]
    [TestCase("--max-missing", "0.0001%")]
    public void A_limit_that_is_exceeded(string option, string limit)
    {
        var run = Score(good + ",0,0,162,2.5,1040,676,28,79.99\n", option, limit);

        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("1 fields missing ('cement' 1); expected at most"));
        NothingChanged();
    }

    [Test]
    public void A_limit_that_is_kept_is_no_failure()
    {
        Assert.That(Score(good + ",0,0,162,2.5,1040,676,28,79.99\n", "--max-missing", "1").Code, Is.Zero);
        Assert.That(File.ReadLines(scratch.At("scores.csv")).Count(), Is.EqualTo(Rows + 2));
    }

    [Test]
    public void More_bad_rows_than_allowed()
    {
        var bad = good + "x,0,0,162,2.5,1040,676,28,79.99\n1\n";

        var run = Score(bad, "--bad-rows", $"quarantine={scratch.At("left-out.csv")}", "--max-bad", "1");

        Assert.That(run.Code, Is.EqualTo(3));
        NothingChanged();
    }

    [Test]
    public void Bad_rows_are_left_out_counted_and_written_where_asked()
    {
        var run = Score("x" + "," + good.Split('\n', 2)[0] + "\n1,540,0,0,lots,2.5,1040,676,28,79.99\n2,540,0,0,162,2.5,1040,676,28,79.99\n3,540\n",
            "--bad-rows", $"quarantine={scratch.At("left-out.csv")}", "--max-bad", "2", "--keep", "x");

        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Out, Does.Contain("Scored 1 rows").And.Contain("Rows left out because they could not be read: 2. The first: "));
        Assert.That(File.ReadAllLines(scratch.At("scores.csv")).Select(line => line.Split(',')[0]), Is.EqualTo(["x", "2"]));
        Assert.That(File.ReadAllLines(scratch.At("left-out.csv")).Skip(1).Select(line => line.Split(',')[1]), Is.EqualTo(["2", "4"]));
    }

    [Test]
    public void Lines_that_an_open_quote_takes_in_are_counted_and_said()
    {
        var data = Demo.Head("concrete", 0)[0] + "\n540,0,0,162,2.5,1040,676,28,79.99\n540,0,0,\"162\n"
            + string.Concat(Enumerable.Repeat("540,0,0,162,2.5,1040,676,28,79.99\n", 998));

        var refused = Score(data, "--bad-rows", "skip", "--max-bad", "1");
        Assert.That(refused.Code, Is.EqualTo(3));
        Assert.That(refused.Error, Does.Contain("bad rows: 1 rows that take in 999 lines, more than 1; expected at most that many lines (--max-bad)"));
        NothingChanged();

        var passed = Score(data, "--bad-rows", "skip", "--max-bad", "999");
        Assert.That(passed.Out, Does.Contain("Scored 1 rows").And.Contain(
            "Rows left out because they could not be read: 1, which take in 999 lines. The first: "));
    }

    [TestCase("id,x,c,\"open\n1,2,a,1\n2,3,b,1")]
    [TestCase("id,x,c,\"note\n1,2,a,\"t\"\n2,3,b,\"u\"\n3,4,c,\"v\"\n")]
    public void A_header_that_takes_in_rows_is_no_empty_day(string data)
    {
        var run = Score(data, "--bad-rows", "skip");

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("day.csv:1:8: a column name ").And.Contain(" in a header that takes in "));
        NothingChanged();
    }

    [Test]
    public void Hidden_files_of_a_directory_are_left_out_with_a_word()
    {
        var data = Demo.Head("concrete", 2);
        scratch.Write("days/one.csv", string.Join('\n', data));
        scratch.Write("days/.one.csv", string.Join('\n', data));

        var run = Support.Program.Run("score", Demo.Zip("concrete"), scratch.At("days"), scratch.At("scores.csv"));

        Assert.That(run.Out, Does.Contain("Scored 2 rows").And.Contain($"Hidden files, left out: '{scratch.At("days/.one.csv")}'."));
    }

    [Test]
    [Platform("Linux", Reason = "Other systems keep rights in other ways.")]
    [UnsupportedOSPlatform("windows")]
    public void A_directory_that_cannot_be_read()
    {
        var day = Directory.CreateDirectory(scratch.At("closed"), UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        File.WriteAllText(Path.Combine(day, "day.csv"), good);

        var run = Environment.UserName == "root" ? AsNobody("score", Demo.Zip("concrete"), day, "-")
            : Support.Program.Run("score", Demo.Zip("concrete"), day, "-");

        Assert.That((run.Code, run.Out), Is.EqualTo((3, "")), run.Error);
        Assert.That(run.Error, Does.StartWith($"error: {day}: ").And.Contain("denied").And.Contain("expected a directory that can be read"));
    }

    [Test]
    public void A_folder_that_cannot_be_written()
    {
        // Not even root can make a file there.
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Only Linux has /proc.");

        var run = Support.Program.Run("score", Demo.Zip("concrete"), Demo.Data("concrete"), "/proc/scores.csv");

        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("error: /proc/scores.csv: ").And.Contain("expected a place that can be written to"));
    }

    private RunResult Score(string data, params string[] options) =>
        Support.Program.Run(["score", Demo.Zip("concrete"), scratch.Write("day.csv", data), scratch.At("scores.csv"), .. options]);

    /// <summary>Runs the program as a user who may read what everybody may.</summary>
    [UnsupportedOSPlatform("windows")]
    private RunResult AsNobody(params string[] args)
    {
        string[] nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        if (!File.Exists("/usr/bin/setpriv"))
            Assert.Ignore("Root may read everything, and there is no setpriv to be somebody else.");
        using (var test = Process.Start("setpriv", [.. nobody, "test", "-r", Support.Program.Dll]))
        {
            test.WaitForExit();
            if (test.ExitCode != 0)
                Assert.Ignore("Nobody but root can read the program.");
        }
        // The folder of a test belongs to its user alone.
        File.SetUnixFileMode(scratch.Directory, File.GetUnixFileMode(scratch.Directory) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var zip = scratch.At("model.zip");
        File.Copy(args[1], zip);
        args[1] = zip;
        var start = new ProcessStartInfo("setpriv", [.. nobody, "dotnet", Support.Program.Dll, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = scratch.Directory;
        return Support.Program.Finish(Process.Start(start)!);
    }

    private void NothingChanged()
    {
        Assert.That(scratch.Names(), Is.EqualTo(["day.csv", "scores.csv"]));
        Assert.That(File.ReadAllText(scratch.At("scores.csv")), Is.EqualTo("yesterday"));
    }
}
