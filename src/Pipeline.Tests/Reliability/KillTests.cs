using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reliability;

/// <summary>Kills and full disks: whatever is struck, each output is the old one or the new one, and the next run clears up.</summary>
[TestFixture]
internal sealed class KillTests
{
    private const int Kills = 200;
    private const int KillsOfAPart = 60;
    private const int KillsToOneRun = 10;
    private static readonly ParallelOptions two = new() { MaxDegreeOfParallelism = 2 };
    private Writing[] writings = [];

    [OneTimeSetUp]
    public void Prepare()
    {
        FaultLibrary.Require();
        writings = [Writing.Score(), Writing.Train(), Writing.Threshold()];
    }

    [OneTimeTearDown]
    public void Remove()
    {
        foreach (var writing in writings)
            writing.Dispose();
        FaultLibrary.Remove();
    }

    [Test]
    public void Kills_leave_old_files_or_new_ones_and_the_next_run_clears_up()
    {
        var kills = Sweeps.AreWhole ? Kills : KillsOfAPart;
        var calls = writings.SelectMany(writing => StruckCall.Of(writing).Select(call => (Writing: writing, Call: call))).ToList();
        Parallel.ForEach(calls, two, item => KillAt(item.Writing, item.Call));

        var rounds = Enumerable.Range(0, (kills - calls.Count + KillsToOneRun - 1) / KillsToOneRun).ToList();
        int KillsOf(int round) => Math.Min(KillsToOneRun, kills - calls.Count - (round * KillsToOneRun));
        Parallel.ForEach(rounds, two, round => KillAtRandom(writings[round % writings.Length], KillsOf(round), round));

        if (!Sweeps.AreWhole)
            return;
        ReliabilityPage.Match("kills", [
            "| command | killed at | killed at random |",
            "|---|---|---:|",
            .. writings.Select((writing, i) => string.Create(CultureInfo.InvariantCulture,
                $"| `{writing.Name}` | {Count(calls, writing)} | {rounds.Where(round => round % writings.Length == i).Sum(KillsOf)} |")),
        ]);
    }

    [Test]
    public void A_disk_that_is_full_from_any_call_on_changes_nothing_or_says_what()
    {
        var calls = writings.SelectMany(writing => StruckCall.Of(writing).Select(call => (Writing: writing, Call: call)))
            .Where(item => item.Call.Kind != "unlink").ToList();
        Parallel.ForEach(calls, two, item =>
        {
            var (writing, call) = item;
            var folder = writing.NewFolder();
            var result = writing.Run(folder, FaultLibrary.Environment(folder, folder + ".log", "full", call.Number));

            var when = $"a full disk from call {call} on";
            Assert.That(result.Code, Is.EqualTo(2), $"{writing.Name}, {when}: {result.Error}");
            Assert.That(result.Error, Does.Contain("No space left on device"));
            // What an earlier run left behind is removed once the run's own files are made.
            string[] earlier = call.Kind == "create" ? [writing.Leftover(folder)] : [];
            Assert.That(Writing.Leftovers(folder), Is.SubsetOf(earlier), $"{writing.Name}, {when}");
            RequireTold(writing, folder, writing.RequireWhole(folder, when), result.Error);
        });
        ReliabilityPage.Match("full", [
            "| command | disk full from |",
            "|---|---|",
            .. writings.Select(writing => $"| `{writing.Name}` | {Count(calls, writing)} |"),
        ]);
    }

    /// <summary>Real disks: a tmpfs of so few pages, in a mount namespace of its own.</summary>
    [Test]
    public void A_disk_with_too_few_pages_changes_nothing()
    {
        string[] namespaces = Ended("unshare", "--mount", "true") ? ["--mount"]
            : Ended("unshare", "--user", "--map-root-user", "--mount", "true") ? ["--user", "--map-root-user", "--mount"] : [];
        if (namespaces.Length == 0)
            Assert.Ignore("A small disk needs a mount namespace of its own (unshare --mount), which is not to be had here.");

        var full = new int[writings.Length];
        Parallel.ForEach(writings.SelectMany((writing, i) => Enumerable.Range(1, 12).Select(more => (writing, i, more))), two, item =>
        {
            var (writing, i, more) = item;
            var (before, disk) = (writing.NewFolder(), writing.NewFolder());
            var pages = Directory.EnumerateFiles(before).Sum(path => (new FileInfo(path).Length + 4095) / 4096) + more;
            string[] script = [.. namespaces, "sh", "-c", """
                before=$2 disk=$3
                mount -t tmpfs -o "size=$1" none "$disk" && cp -a "$before"/. "$disk" || exit 99
                shift 3
                dotnet "$@"
                code=$?
                find "$before" -mindepth 1 -delete
                cp -a "$disk"/. "$before"/
                exit $code
                """, "sh", $"{pages * 4}k", before, disk, Support.Program.Dll, .. writing.For(disk)];
            var start = new ProcessStartInfo("unshare", script) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            var result = Support.Program.Finish(Process.Start(start)!);

            var when = $"a disk with {more} free pages";
            Assert.That(result.Code, Is.Zero.Or.EqualTo(2), $"{writing.Name}, {when}: {result.Error}");
            Assert.That(writing.RequireWhole(before, when), Is.EqualTo(result.Code == 0 ? writing.Outputs.Length : 0), $"{writing.Name}, {when}");
            Assert.That(Writing.Leftovers(before), Is.Empty, $"{writing.Name}, {when}");
            if (result.Code != 0)
                Interlocked.Increment(ref full[i]);
        });
        Assert.That(full, Is.All.GreaterThan(1), "the disks were to be too small");
    }

    private static void KillAt(Writing writing, StruckCall call)
    {
        var folder = writing.NewFolder();
        var result = writing.Run(folder, FaultLibrary.Environment(folder, folder + ".log", "kill", call.Number));

        var when = $"killed at call {call}";
        Assert.That(result.Code, Is.EqualTo(128 + 9), $"{writing.Name}, {when}: {result.Error}");
        RequireNoticed(writing, folder, writing.RequireWhole(folder, when));
        writing.RequireNextRun(folder, when);
    }

    /// <summary>Kills runs into one folder, one after the other, at moments that a seed decides; then one may run to its end.</summary>
    private static void KillAtRandom(Writing writing, int kills, int seed)
    {
        var (random, folder) = (new Random(seed), writing.NewFolder());
        for (var killed = 0; killed < kills;)
        {
            using var process = Support.Program.Open(Path.GetTempPath(), new Dictionary<string, string?>(), writing.For(folder));
            Thread.Sleep(random.NextDouble() * writing.Lasts);
            process.Kill();
            process.WaitForExit();
            // One that had ended before was not killed.
            if (process.ExitCode == 128 + 9)
                killed++;
            RequireNoticed(writing, folder, writing.RequireWhole(folder, $"killed at random, seed {seed}"));
        }
        writing.RequireNextRun(folder, $"after {kills} kills at random, seed {seed}");
    }

    /// <summary>Files of two trainings side by side are noticed by evaluate.</summary>
    private static void RequireNoticed(Writing writing, string folder, int isNew)
    {
        if (writing.Name != "train" || isNew == 0 || isNew == writing.Outputs.Length)
            return;
        var evaluated = Support.Program.Start(folder, new Dictionary<string, string?>(), "evaluate", Path.Combine(folder, "model.zip"), Demo.Data("penguins"));
        Assert.That((evaluated.Code, evaluated.Error), Is.EqualTo((0, evaluated.Error)));
        Assert.That(evaluated.Error, Does.StartWith("note: ").And.Contain("A training was cut off"));
    }

    private static void RequireTold(Writing writing, string folder, int isNew, string error)
    {
        if (isNew > 0)
            Assert.That(error, Does.Contain($"In place already: {string.Join(
                ", ", writing.Outputs.Take(isNew).Select(name => Path.Combine(folder, name)))}; as before: "));
    }

    private static bool Ended(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Count(IEnumerable<(Writing Writing, StruckCall Call)> calls, Writing writing) =>
        string.Join(", ", calls.Where(item => item.Writing == writing).CountBy(item => item.Call.Kind)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}")));
}
