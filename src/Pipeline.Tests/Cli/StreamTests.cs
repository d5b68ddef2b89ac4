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
            $"error: nowhere/scores.csv: no folder '{scratch.At("nowhere")}'; expected a folder that exists. Create it: mkdir -p '{scratch.At(
                "nowhere")}'\n")));
    }

    [Test]
    public void Progress_and_colour_are_for_terminals_alone()
    {
        var score = $"{Dotnet} score {Demo.Zip("concrete")} {InterruptTests.BigTable(scratch, 1_000_000)} out.csv --threads 1";

        Assert.That(OnTerminal(score, plain), Does.Contain("\r\x1b[Kscoring: ").And.Contain(" rows/s").And.Contain(" left").And.Contain(
            "Scored 1,000,000 rows into out.csv."));
        Assert.That(OnTerminal(score, new(plain) { ["TERM"] = "dumb" }), Does.Not.Contain("\x1b[K"));
        Assert.That(OnTerminal($"{Dotnet} train nothing", new(plain) { ["TERM"] = null }), Does.Contain("error: nothing: ").And.Not.Match("\x1b"));
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

    [Test]
    [Platform(Include = "Linux")]
    public void A_file_on_standard_input_is_held_to_its_length_from_where_it_stands()
    {
        scratch.Write("in.csv", "a line that the caller reads\n" + File.ReadAllText(Demo.Data("concrete")));
        var rest = Shell($"{{ IFS= read -r line; {Dotnet} score {Demo.Zip("concrete")} - out.csv; }} < in.csv");
        Assert.That((rest.Code, rest.Out), Is.EqualTo((0, "Scored 1,030 rows into out.csv.\nColumns not used: 'compressive_strength'.\n")), rest.Error);

        // The run cannot come to the end of its input before the pipe has been emptied; it has begun when the header is out.
        var growing = InterruptTests.BigTable(scratch, 200_000);
        var grown = Shell($$"""
            mkfifo pipe
            {{Dotnet}} score {{Demo.Zip("concrete")}} - pipe < {{growing}} &
            exec 3< pipe
            IFS= read -r header <&3
            tail -n 1 {{growing}} >> {{growing}}
            cat <&3 > /dev/null
            wait $!
            """);
        Assert.That(grown.Code, Is.EqualTo(3), grown.Out);
        Assert.That(grown.Error, Does.Contain(" bytes when it was opened and ").And.Contain("expected a file that stays as it is while it is read"));
    }

    [Test]
    public void A_document_is_alone_on_standard_output_whatever_a_trainer_prints()
    {
        scratch.Write("table.csv", "a,b,y\n" + string.Concat(Enumerable.Range(0, 200)
            .Select(row => FormattableString.Invariant($"{row % 7},{row % 11},{(row % 7 > 3 ? 1 : 0)}\n"))));
        scratch.Write("run.json", """
            { "task": "binary", "data": { "train": "table.csv", "label": { "column": "y", "positive": "1" }, "numeric": ["a", "b"] }, "split": { "by": "rows" },
              "model": { "trainer": "lbfgsLogisticRegression", "options": { "stochasticGradientDescentInitilaizationTolerance": 0.1 } } }
            """);

        var result = Shell($"{Dotnet} train run.json --json");

        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(System.Text.Json.JsonDocument.Parse(result.Out).RootElement.GetProperty("model").GetString(), Is.EqualTo("runs/run/model.zip"));
        Assert.That(result.Error, Does.Contain("..."), "what ML.NET prints");
    }

    [Test]
    public void A_process_that_may_not_have_the_memory_says_so()
    {
        var result = Shell($"DOTNET_GCHeapHardLimit=0x1400000 {Dotnet} train {Repository.PathOf("configs/churn.jsonc")} --out run");

        Assert.That(result.Code, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.StartWith("error: ").And.Contain("memory").And.Contain("Lower ").And.Not.Contain("bug"));
        Assert.That(Directory.Exists(scratch.At("run")), Is.False);
    }

    [Test]
    public void A_name_of_an_output_is_shown_without_what_it_would_do_to_a_terminal()
    {
        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} $'o\\e[31m\\n\\xe2\\x80\\xae.csv'");

        Assert.That((result.Code, result.Out.Split('\n')[0]), Is.EqualTo((0, @"Scored 1,030 rows into o\u001B[31m\n\u202E.csv.")), result.Error);
        Assert.That(File.Exists(scratch.At("o\u001b[31m\n\u202E.csv")));
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
        var start = new ProcessStartInfo("bash", ["-c", line])
        {
            WorkingDirectory = scratch.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in environment ?? plain)
            start.Environment[name] = value;
        return Support.Program.Finish(Process.Start(start)!);
    }
}
