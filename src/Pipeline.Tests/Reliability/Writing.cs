using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reliability;

/// <summary>A command that writes, with what its outputs were before and what they are after.</summary>
/// <param name="Name">The command.</param>
/// <param name="Outputs">Their names in the folder of a run, in the order in which they take their places.</param>
/// <param name="Words">The command line; {0} is the folder.</param>
internal sealed record Writing(string Name, string[] Outputs, string[] Words) : IDisposable
{
    private readonly Scratch scratch = new();
    private int folders;

    /// <summary>How long a run takes that nobody disturbs.</summary>
    public TimeSpan Lasts { get; private set; }

    public static Writing Score()
    {
        var lines = Demo.Head("concrete", 1030);
        lines[500] = "bad" + lines[500];
        var table = Path.Combine(Demo.Root, "one-bad-row.csv");
        File.WriteAllLines(table, lines);
        return Prepare(new("score", ["bad.csv", "scores.csv"], ["score", Demo.Zip("concrete"), table, "{0}/scores.csv", "--bad-rows",
            "quarantine={0}/bad.csv"]));
    }

    public static Writing Train() =>
        Prepare(new("train", ["scores.csv", "metrics.json", "model.zip"], ["train", Demo.Config("penguins"), "--out", "{0}", "--set", "seed=2"]),
            "train", Demo.Config("penguins"), "--out", "{0}");

    public static Writing Threshold() =>
        Prepare(new("threshold", ["moved.zip"], ["threshold", Demo.Zip("breast-cancer"), "{0}/moved.zip", "--value", "0.4"]));

    /// <summary>A new folder with the outputs as they were before, and what an earlier run left behind of the first.</summary>
    public string NewFolder()
    {
        var folder = scratch.At($"run-{Interlocked.Increment(ref folders)}/out");
        foreach (var name in Outputs)
            Copy(At("before", name), Path.Combine(folder, name));
        File.WriteAllText(Leftover(folder), "half");
        return folder;
    }

    /// <summary>The command line for a folder.</summary>
    public string[] For(string folder) => [.. Words.Select(word => word.Replace("{0}", folder, StringComparison.Ordinal))];

    /// <summary>Runs it in a process of its own.</summary>
    public RunResult Run(string folder, IReadOnlyDictionary<string, string?> environment) => Support.Program.Start(scratch.Directory, environment, For(folder));

    /// <summary>How many outputs are new. Each is whole, the old or the new one, and no later one is new where an earlier is not.</summary>
    public int RequireWhole(string folder, string when)
    {
        var isNew = Outputs.Select(name => Content(Path.Combine(folder, name)) switch
        {
            var content when content == Content(At("after", name)) => true,
            var content when content == Content(At("before", name)) => false,
            _ => throw new AssertionException($"{Name}, {when}: {name} is neither the old file nor the new one"),
        }).ToList();
        var count = isNew.TakeWhile(state => state).Count();
        Assert.That(isNew.Skip(count), Has.None.True, $"{Name}, {when}: out of order");
        return count;
    }

    /// <summary>What an earlier run left behind.</summary>
    public string Leftover(string folder) => Path.Combine(folder, $".{Outputs[0]}.0123abcd.xyz.tmp");

    /// <summary>Temporary files that are there.</summary>
    public static string[] Leftovers(string folder) => [.. Directory.EnumerateFiles(folder, ".*.tmp").Order(StringComparer.Ordinal)];

    /// <summary>The next run succeeds, removes what was left behind and names it.</summary>
    public void RequireNextRun(string folder, string when)
    {
        var left = Leftovers(folder);
        var next = Run(folder, new Dictionary<string, string?>());
        Assert.That(next.Code, Is.Zero, $"{Name}, {when}: {next.Error}");
        foreach (var path in left)
            Assert.That(next.Error, Does.Contain($"note: removed {path}, "), $"{Name}, {when}");
        Assert.That(RequireWhole(folder, when), Is.EqualTo(Outputs.Length));
        Assert.That(Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName), Is.EquivalentTo(Outputs), $"{Name}, {when}");
    }

    public void Dispose() => scratch.Dispose();

    private static Writing Prepare(Writing writing, params string[] earlier)
    {
        foreach (var name in writing.Outputs)
            writing.scratch.Write($"before/{name}", $"{name} of before\n");
        if (earlier.Length > 0)
            Done(Support.Program.Run([.. earlier.Select(word => word.Replace("{0}", writing.scratch.At("before"), StringComparison.Ordinal))]));
        Directory.CreateDirectory(writing.scratch.At("after"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Done(writing.Run(writing.scratch.At("after"), new Dictionary<string, string?>()));
        writing.Lasts = watch.Elapsed;
        return writing;

        static void Done(RunResult result) => Assert.That(result.Code, Is.Zero, result.Error);
    }

    private string At(string folder, string name) => scratch.At($"{folder}/{name}");

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    /// <summary>A file's bytes; of metrics.json what does not depend on the clock.</summary>
    private static string Content(string path)
    {
        if (Path.GetFileName(path) != "metrics.json" || JsonNode.Parse(File.ReadAllBytes(path)) is not JsonObject json)
            return Convert.ToHexString(File.ReadAllBytes(path));
        json.Remove("run");
        return json.ToJsonString();
    }
}
