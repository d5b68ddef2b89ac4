using System.Diagnostics;
using NUnit.Framework;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Cli;

/// <summary>Streams as shells tie them: pipes whose reader leaves, a full disk, a terminal.</summary>
[TestFixture]
internal sealed class StreamTests
{
    private static readonly Dictionary<string, string?> plain = new() { ["NO_COLOR"] = null, ["TERM"] = "xterm" };
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("These are streams of POSIX shells.");
        scratch = new Scratch();
    }

    [TearDown]
    public void Remove() => scratch?.Dispose();

    [Test]
    public void A_reader_that_leaves_ends_the_run_quietly()
    {
        var big = InterruptTests.BigTable(scratch, 2_000_000);
        var watch = Stopwatch.StartNew();

        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {big} | head -n 1; echo ${{PIPESTATUS[0]}}");

        Assert.That((result.Out, result.Error), Is.EqualTo(("Score\n130\n", "")));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(4)), "it went on for nobody");
    }

    [Test]
    public void A_reader_of_text_that_leaves_is_no_error()
    {
        var result = Shell($"{Dotnet} inspect {Demo.Zip("concrete")} | head -n 1; echo ${{PIPESTATUS[0]}}");

        Assert.That((result.Out.Split('\n')[^2], result.Error), Is.EqualTo(("0", "")));
    }

    [TestCase("score {0} {1} > /dev/full")]
    [TestCase("score {0} {1} /dev/full")]
    [TestCase("inspect {0} > /dev/full")]
    [TestCase("inspect {0} --json > /dev/full")]
    [TestCase("evaluate {0} {1} --json > /dev/full")]
    [TestCase("--help > /dev/full")]
    public void A_full_disk_is_said_and_is_no_bug(string line)
    {
        if (!File.Exists("/dev/full"))
            Assert.Ignore("There is no /dev/full here.");

        var result = Shell(Dotnet + " " + string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Demo.Zip("concrete"), Demo.Data("concrete")));

        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith("error: output: No space left on device").And.Not.Contains("   at "));
    }

    [Test]
    public void A_closed_standard_error_changes_nothing()
    {
        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} 2>&- | wc -l");

        Assert.That((result.Code, result.Out.Trim()), Is.EqualTo((0, "1031")));
    }

    [Test]
    public void An_input_that_nobody_writes_to_does_not_delay_the_check_of_the_output()
    {
        using var process = Support.Program.Open(scratch.Directory, plain, "score", Demo.Zip("concrete"), "-", "nowhere/scores.csv");

        Assert.That(process.WaitForExit(10_000), Is.True);
        Assert.That((process.ExitCode, process.StandardError.ReadToEnd()), Is.EqualTo((2,
            $"error: nowhere/scores.csv: no folder '{scratch.At("nowhere")}'; expected a folder that exists. Create it: mkdir -p '{scratch.At("nowhere")}'\n")));
    }

    [Test]
    public void Progress_and_colour_are_for_terminals_alone()
    {
        var score = $"{Dotnet} score {Demo.Zip("concrete")} {InterruptTests.BigTable(scratch, 1_000_000)} out.csv --threads 1";

        Assert.That(OnTerminal(score, plain), Does.Contain("\r\x1b[Kscoring: ").And.Contain(" rows/s").And.Contain(" left").And.Contain("Scored 1,000,000 rows into out.csv."));
        Assert.That(OnTerminal(score, new(plain) { ["TERM"] = "dumb" }), Does.Not.Contain("\x1b[K"));
        Assert.That(Shell(score).Error, Is.Empty);
        Assert.That(OnTerminal($"{Dotnet} train nothing", plain), Does.Contain("\x1b[31merror:\x1b[0m nothing: "));
        Assert.That(OnTerminal($"{Dotnet} train nothing", new(plain) { ["NO_COLOR"] = "1" }), Does.Contain("error: nothing: ").And.Not.Contain("\x1b[31m"));
        Assert.That(Shell($"{Dotnet} train nothing").Error, Does.StartWith("error: nothing: "));
    }

    [Test]
    public void Progress_does_not_stand_among_scores_on_the_same_terminal()
    {
        var text = OnTerminal($"{Dotnet} score {Demo.Zip("concrete")} {InterruptTests.BigTable(scratch, 20_000)}", plain);

        Assert.That(text, Does.Contain("Scored 20,000 rows").And.Not.Contain("scoring: "));
    }

    [TestCase("/dev/stdout > e.csv", "scores\n")]
    [TestCase("/dev/stdout >> e.csv", "before\nscores\n")]
    [TestCase("/dev/stdout | cat > e.csv", "scores\n")]
    [TestCase("/dev/fd/1 > e.csv", "scores\n")]
    [TestCase("/dev/fd/3 3> e.csv", "scores\n")]
    [TestCase("/dev/fd/3 3>> e.csv", "before\nscores\n")]
    [TestCase("/proc/self/fd/3 3>&1 > f.csv | cat > e.csv", "scores\n")]
    [TestCase("/proc/self/fd/3 3>&1 | cat > e.csv", "scores\n")]
    [TestCase("link > e.csv", "scores\n")]
    [TestCase("link >> e.csv", "before\nscores\n")]
    [TestCase("/dev/stderr 2>> e.csv", "before\nscores\n")]
    [TestCase("- > e.csv; echo more >> e.csv", "scores\nmore\n")]
    [Platform(Include = "Linux")]
    public void A_descriptor_is_written_where_it_stands_and_the_summary_elsewhere(string output, string expected)
    {
        scratch.Write("e.csv", "before\n");
        File.CreateSymbolicLink(scratch.At("link"), "/dev/stdout");
        var scores = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")}").Out;

        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} {output}");

        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(File.ReadAllText(scratch.At("e.csv")), Is.EqualTo(expected.Replace("scores\n", scores, StringComparison.Ordinal)));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Any_file_that_a_command_writes_may_be_a_descriptor()
    {
        var export = Shell($"{Dotnet} export {Demo.Zip("concrete")} /dev/stdout > a.onnx && {Dotnet} export {Demo.Zip("concrete")} b.onnx && cmp a.onnx b.onnx");
        var threshold = Shell($"{Dotnet} threshold {Demo.Zip("churn")} /dev/stdout --value 0.4 > c.zip && {Dotnet} inspect c.zip");
        var evaluate = Shell($"{Dotnet} evaluate {Demo.Zip("concrete")} {Demo.Data("concrete")} --bad-rows quarantine=/dev/stdout > q.csv; cat q.csv");

        Assert.That((export.Code, threshold.Code), Is.EqualTo((0, 0)), export.Error + threshold.Error);
        Assert.That(evaluate.Out, Is.EqualTo("file,line,column,field,found,expected,record\n"));
        Assert.That(evaluate.Error, Does.Contain("RMSE"));
    }

    [TestCase("score {0} {1} /dev/stdout --bad-rows quarantine=/dev/fd/1")]
    [TestCase("score {0} {1} - --bad-rows quarantine=/dev/stdout | cat")]
    [TestCase("score {0} {1} /dev/fd/3 --bad-rows quarantine=/dev/fd/4 3> x.csv 4>&3")]
    [TestCase("score {0} in.csv >> in.csv")]
    [TestCase("score {0} - in.csv < in.csv")]
    [TestCase("score {0} - in.csv < hard.csv")]
    [Platform(Include = "Linux")]
    public void Streams_tied_to_one_file_are_one_place(string line)
    {
        scratch.Write("in.csv", File.ReadAllText(Demo.Data("concrete")));

        var result = Shell("ln in.csv hard.csv; set -o pipefail; " + Dotnet + " " + string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Demo.Zip("concrete"), Demo.Data("concrete")));

        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("; expected a path of its own"));
        Assert.That(File.ReadAllText(scratch.At("in.csv")), Is.EqualTo(File.ReadAllText(Demo.Data("concrete"))));
    }

    [TestCase("<&-")]
    [TestCase(">&-")]
    [TestCase("2>&-")]
    [TestCase("<&- >&- 2>&-")]
    [Platform(Include = "Linux")]
    public void A_closed_stream_is_dev_null(string closed)
    {
        var file = Shell($"timeout 20 {Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} out.csv {closed}");
        var nothing = Shell($"timeout 20 {Dotnet} score {Demo.Zip("concrete")} - out.csv </dev/null {closed}");

        Assert.That((file.Code, nothing.Code), Is.EqualTo((0, 3)), file.Error + nothing.Error);
        Assert.That(File.ReadLines(scratch.At("out.csv")).Count(), Is.EqualTo(1031));
        Assert.That(File.ReadLines(scratch.At("out.csv")), Has.None.StartsWith("Scored"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_summary_that_finds_no_place_says_what_is_done()
    {
        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} out.csv --bad-rows quarantine=bad.csv > /dev/full");

        Assert.That((result.Code, result.Error), Is.EqualTo((2,
            "error: output: No space left on device; expected a place that takes the summary. The run itself is done; in place: bad.csv, out.csv.\n")));
        Assert.That(scratch.Names(), Is.EqualTo(["bad.csv", "out.csv"]));
    }

    [TestCase("score {0} {1} $'caf\\xe9.csv'")]
    [TestCase("score {0} $'caf\\xe9.csv'")]
    [TestCase("score {0} {1} out.csv --bad-rows quarantine=$'caf\\xe9.csv'")]
    [Platform(Include = "Linux")]
    public void A_name_that_is_no_UTF_8_is_refused(string line)
    {
        var result = Shell($"{Dotnet} {string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Demo.Zip("concrete"), Demo.Data("concrete"))}");

        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Match("^error: score: '.*caf\uFFFD.csv', whose bytes are no UTF-8; expected words in UTF-8. Rename the file"));
        Assert.That(scratch.Names(), Is.Empty);
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_name_with_the_replacement_character_itself_is_a_name()
    {
        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} 'caf\uFFFD.csv'");

        Assert.That((result.Code, scratch.Names()), Is.EqualTo((0, new[] { "caf\uFFFD.csv" })));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Few_open_files_are_enough_for_many_inputs_and_threads_or_too_few_and_said()
    {
        Shell($"mkdir in; for i in $(seq 300); do head -n 20 {Demo.Data("concrete")} > in/$i.csv; done");

        var few = Shell($"ulimit -n {Pipeline.Cli.OpenFiles.Needed}; {Dotnet} score {Demo.Zip("concrete")} in out.csv --threads 32");
        var tooFew = Shell($"ulimit -n 90; {Dotnet} score {Demo.Zip("concrete")} in out.csv --threads 32");

        Assert.That(few.Code, Is.Zero, few.Error);
        // Where the system lets it, the program raises the limit itself.
        Assert.That(tooFew.Code == 0 || (tooFew.Code == 2 && tooFew.Error == "error: ulimit -n: at most 90 open files; expected at least 160. Raise it: ulimit -n 1024.\n"), tooFew.Error);
    }

    private static string Dotnet => $"dotnet {Support.Program.Dll}";

    private string OnTerminal(string line, Dictionary<string, string?> environment)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("script", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Assume(probe.StandardOutput.ReadToEnd().Contains("util-linux", StringComparison.Ordinal));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assume(false);
        }
        return Shell($"script -qec '{line}' /dev/null", environment).Out;

        static void Assume(bool there)
        {
            if (!there)
                Assert.Ignore("A terminal needs script of util-linux, which is not here.");
        }
    }

    private RunResult Shell(string line, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = scratch.Directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? plain)
            start.Environment[name] = value;
        return Support.Program.Finish(Process.Start(start)!);
    }
}
