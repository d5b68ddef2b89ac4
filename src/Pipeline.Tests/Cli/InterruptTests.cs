using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Cli;

/// <summary>Signals to processes of their own: exit code 130 soon, nothing half written, what was there before untouched.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class InterruptTests
{
    private static readonly Dictionary<string, string?> environment = [];
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(3);
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no signals to send.");
        scratch = new Scratch();
    }

    [TearDown]
    public void Remove() => scratch?.Dispose();

    [TestCase("INT", "score")]
    [TestCase("TERM", "score")]
    [TestCase("INT", "evaluate")]
    public void A_signal_ends_a_run_that_waits_for_standard_input(string signal, string command)
    {
        scratch.Write("scores.csv", "yesterday");
        string[] output = command == "score" ? ["scores.csv"] : ["--bad-rows", "quarantine=scores.csv"];
        using var process = Support.Program.Open(scratch.Directory, environment, [command, Demo.Zip("concrete"), "-", .. output]);
        foreach (var line in Demo.Head("concrete", 20))
            process.StandardInput.Write(line + "\n");
        process.StandardInput.Flush();
        WaitForTemporary(process);

        var result = Signal(process, signal);

        Assert.That((result.Code, result.Out, result.Error), Is.EqualTo((130, "", "error: interrupted; no file was written\n")));
        Assert.That(scratch.Names(), Is.EqualTo(["scores.csv"]));
        Assert.That(File.ReadAllText(scratch.At("scores.csv")), Is.EqualTo("yesterday"));
    }

    [Test]
    public void A_signal_ends_a_run_that_waits_for_a_named_pipe()
    {
        Command($"mkfifo {scratch.At("rows")}");
        scratch.Write("scores.csv", "yesterday");
        using var process = Support.Program.Open(scratch.Directory, environment, "score", Demo.Zip("concrete"), "rows", "scores.csv");
        using var writer = new FileStream(scratch.At("rows"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        writer.Write(Encoding.UTF8.GetBytes(string.Join('\n', Demo.Head("concrete", 20)) + "\n"));
        writer.Flush();
        WaitForTemporary(process);

        Assert.That(Signal(process, "TERM").Code, Is.EqualTo(130));
        Assert.That(scratch.Names(), Is.EqualTo(["rows", "scores.csv"]));
    }

    [TestCase("score {0} pipe scores.csv", "TERM")]
    [TestCase("score {0} pipe scores.csv", "INT")]
    [TestCase("score {0} pipe scores.csv", "HUP")]
    [TestCase("score {0} pipe scores.csv", "QUIT")]
    [TestCase("score {0} {1} pipe", "TERM")]
    [TestCase("score {0} {1} scores.csv --bad-rows quarantine=pipe", "INT")]
    [TestCase("evaluate pipe {1}", "TERM")]
    [TestCase("train pipe --out a/b", "TERM")]
    [TestCase("train {2} --out a/b --bad-rows quarantine=pipe", "HUP")]
    public void A_signal_ends_a_run_that_waits_for_the_other_end_of_a_pipe(string line, string signal)
    {
        Command($"mkfifo {scratch.At("pipe")}");
        scratch.Write("scores.csv", "yesterday");
        var words = string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Demo.Zip("concrete"), Demo.Data("concrete"),
            Demo.Config("concrete")).Split(' ');
        using var process = Support.Program.Open(scratch.Directory, environment, words);
        WaitUntilItWaits(process);

        var result = Signal(process, signal);

        Assert.That((result.Code, result.Out, result.Error), Is.EqualTo((130, "", "error: interrupted; no file was written\n")));
        Assert.That(scratch.Names(), Is.EqualTo(["pipe", "scores.csv"]));
        Assert.That(File.ReadAllText(scratch.At("scores.csv")), Is.EqualTo("yesterday"));
    }

    [Test]
    public void A_signal_ends_a_run_whose_reader_reads_no_more()
    {
        var big = BigTable(scratch, 200_000);
        using var process = Support.Program.Open(scratch.Directory, environment, "score", Demo.Zip("concrete"), big);
        process.StandardOutput.ReadLine();
        Thread.Sleep(500);

        Process.Start("kill", ["-s", "TERM", $"{process.Id}"]).WaitForExit();

        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(20)), Is.True, "it goes on waiting for its reader");
        Assert.That(process.ExitCode, Is.EqualTo(130));
    }

    [TestCase("HUP")]
    [TestCase("QUIT")]
    public void A_terminal_that_goes_leaves_nothing_behind(string signal)
    {
        using var process = Support.Program.Open(scratch.Directory, environment, "score", Demo.Zip("concrete"), "-", "scores.csv");
        process.StandardInput.Write(Demo.Head("concrete", 0)[0] + "\n");
        process.StandardInput.Flush();
        WaitForTemporary(process);

        Assert.That(Signal(process, signal).Code, Is.EqualTo(130));
        Assert.That(scratch.Names(), Is.Empty);
    }

    [Test]
    [Platform(Include = "Linux")]
    public void What_nohup_ignores_stays_ignored()
    {
        using var process = Process.Start(new ProcessStartInfo("nohup", ["dotnet", Support.Program.Dll, "score", Demo.Zip("concrete"), "-", "scores.csv"])
        {
            WorkingDirectory = scratch.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(File.ReadAllText(Demo.Data("concrete")));
        process.StandardInput.Flush();
        WaitForTemporary(process);
        Process.Start("kill", ["-s", "HUP", $"{process.Id}"]).WaitForExit();

        Assert.That(Support.Program.Finish(process).Code, Is.Zero);
        Assert.That(File.ReadLines(scratch.At("scores.csv")).Count(), Is.EqualTo(1031));
    }

    [Test]
    public void Two_signals_at_once_are_one_as_GNU_timeout_sends_them()
    {
        using var process = Support.Program.Open(scratch.Directory, environment, "score", Demo.Zip("concrete"), "-", "scores.csv");
        process.StandardInput.Write(Demo.Head("concrete", 0)[0] + "\n");
        process.StandardInput.Flush();
        WaitForTemporary(process);

        Command($"kill -TERM {process.Id}; kill -TERM {process.Id}");
        Assert.That(Support.Program.Finish(process).Code, Is.EqualTo(130));
        Assert.That(scratch.Names(), Is.Empty);
    }

    [Test]
    public void A_signal_while_rows_stream_to_standard_output_ends_the_run()
    {
        var big = BigTable(scratch, 2_000_000);
        using var process = Support.Program.Open(scratch.Directory, environment, "score", Demo.Zip("concrete"), big);
        process.StandardOutput.ReadLine();

        var result = Signal(process, "INT");

        Assert.That((result.Code, result.Error), Is.EqualTo((130, "error: interrupted; no file was written\n")));
    }

    [Test]
    public void A_signal_while_scoring_into_a_file_leaves_the_previous_one()
    {
        scratch.Write("scores.csv", "yesterday");
        var big = BigTable(scratch, 2_000_000);
        using var process = Support.Program.Open(scratch.Directory, environment, "score", Demo.Zip("concrete"), big, "scores.csv", "--json", "--threads", "1");
        WaitForTemporary(process, bytes: 1);

        var result = Signal(process, "TERM");

        Assert.That(result.Code, Is.EqualTo(130));
        Assert.That(result.Out, Does.Contain("\"exitCode\": 130"));
        Assert.That(scratch.Names(), Is.EqualTo(["big.csv", "scores.csv"]));
        Assert.That(File.ReadAllText(scratch.At("scores.csv")), Is.EqualTo("yesterday"));
    }

    [TestCase("configs/churn.jsonc", "model.options.numberOfIterations=100000")]
    [TestCase("configs/concrete.jsonc", "model.options.numberOfTrees=100000")]
    public void A_signal_while_training_leaves_the_previous_run(string config, string longer)
    {
        foreach (var name in (string[])["model.zip", "metrics.json", "scores.csv"])
            scratch.Write($"run/{name}", "yesterday");
        using var process = Support.Program.Open(scratch.Directory, environment, "train", Demo.At(config), "--out", "run", "--set", longer);
        WaitForTemporary(process);
        Thread.Sleep(1000);
        Assert.That(process.HasExited, Is.False, "the training was to last longer");

        var result = Signal(process, "INT");

        Assert.That((result.Code, result.Out, result.Error), Is.EqualTo((130, "", "error: interrupted; no file was written\n")));
        Assert.That(Directory.GetFiles(scratch.At("run")).Select(path => (Path.GetFileName(path), File.ReadAllText(path))),
            Is.EquivalentTo([("model.zip", "yesterday"), ("metrics.json", "yesterday"), ("scores.csv", "yesterday")]));
    }

    [Test]
    public void A_signal_while_reading_for_training_leaves_no_folder()
    {
        var big = BigTable(scratch, 2_000_000);
        using var process = Support.Program.Open(scratch.Directory, environment, "train", Demo.Config("concrete"), "--out", "a/b", "--set",
            $"data.train={big}");
        WaitForTemporary(process);

        Assert.That(Signal(process, "INT").Code, Is.EqualTo(130));
        Assert.That(scratch.Names(), Is.EqualTo(["big.csv"]));
    }

    [TestCase("train")]
    [TestCase("evaluate")]
    [TestCase("score")]
    public void A_token_interrupts_a_run_in_process(string command)
    {
        string[] args = command switch
        {
            "train" => ["train", Demo.Config("concrete"), "--out", scratch.At("run")],
            "evaluate" => ["evaluate", Demo.Zip("concrete"), BigTable(scratch, 2000)],
            _ => ["score", Demo.Zip("concrete"), BigTable(scratch, 2000), scratch.At("scores.csv")],
        };

        var result = Support.Program.RunWith([], new CancellationToken(canceled: true), args);

        Assert.That((result.Code, result.Out, result.Error), Is.EqualTo((130, "", "error: interrupted; no file was written\n")));
        Assert.That(scratch.Names(), Is.SubsetOf(["big.csv"]));
    }

    /// <summary>A table of concrete's rows, over and over.</summary>
    internal static string BigTable(Scratch scratch, int rows)
    {
        var block = Encoding.UTF8.GetBytes(string.Join('\n', Demo.Head("concrete", 1000)[1..]) + "\n");
        using var file = File.Create(scratch.At("big.csv"));
        file.Write(Encoding.UTF8.GetBytes(Demo.Head("concrete", 0)[0] + "\n"));
        for (var i = 0; i < rows / 1000; i++)
            file.Write(block);
        return file.Name;
    }

    private void WaitForTemporary(Process process, long bytes = 0)
    {
        var watch = Stopwatch.StartNew();
        while (!new DirectoryInfo(scratch.Directory).EnumerateFiles(".*.tmp", SearchOption.AllDirectories).Any(file => file.Length >= bytes))
        {
            Assert.That(process.HasExited, Is.False, () => process.StandardError.ReadToEnd());
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "no temporary file appeared");
            Thread.Sleep(20);
        }
        // The first rows are to be on their way.
        Thread.Sleep(200);
    }

    /// <summary>
    /// Waits until a thread of the process is in the opening of a pipe, beside the one in which .NET waits for a debugger; where the system does
    /// not tell, long enough to be there.
    /// </summary>
    private static void WaitUntilItWaits(Process process)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(10)
            && !(OperatingSystem.IsLinux() && Directory.EnumerateDirectories($"/proc/{process.Id}/task").Count(
                task => IsOpening(Path.Combine(task, "wchan"))) > 1))
        {
            Assert.That(process.HasExited, Is.False, () => process.StandardError.ReadToEnd());
            Thread.Sleep(20);
        }

        static bool IsOpening(string path)
        {
            try
            {
                return File.ReadAllText(path) is "wait_for_partner" or "fifo_open";
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private static void Command(string text) => Process.Start("sh", ["-c", text]).WaitForExit();

    internal static RunResult Signal(Process process, string signal)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        Process.Start("kill", ["-s", signal, $"{process.Id}"]).WaitForExit();
        var ended = process.WaitForExit(soon);
        if (!ended)
            process.Kill();
        Assert.That(ended, Is.True, $"still running {soon.TotalSeconds} s after the signal");
        return new RunResult(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
