using System.Diagnostics;

namespace Pipeline.Fuzz.Running;

/// <summary>Goes through cases: the kept ones first, then those of the seed, until the time is over. What is found is written down.</summary>
internal sealed class Driver(FuzzOptions options, Places places, Fixtures fixtures)
{
    /// <summary>Of one kind, so many findings are written down; the others are counted.</summary>
    private const int Written = 3;

    private readonly Tally tally = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock console = new();
    private int next = -1;

    /// <summary>Goes through them; returns the exit code.</summary>
    public int Run()
    {
        var kept = options.Only is null ? places.KeptCases() : [];
        using (var worker = new WorkerProcess(fixtures.Folder))
        {
            foreach (var name in options.Only is { } only ? [only] : kept)
                Try(worker, name);
        }
        if (options.Only is null && !options.OnlyKept)
            Parallel.For(0, options.Workers, new ParallelOptions { MaxDegreeOfParallelism = options.Workers }, _ => Work());
        Summarise(kept.Count);
        return tally.Findings == 0 ? 0 : 1;
    }

    private void Work()
    {
        using var worker = new WorkerProcess(fixtures.Folder);
        while (clock.Elapsed < options.Time && Interlocked.Increment(ref next) is var number && number < options.Cases)
        {
            if (options.Areas.Contains(Areas.Of(number).Name))
                Try(worker, new CaseName(options.Seed, number));
        }
    }

    private void Try(WorkerProcess worker, CaseName name)
    {
        var verdict = worker.Ask(name);
        var example = name.Make(fixtures);
        var count = tally.Add(example.Area, verdict);
        if (count == 0)
        {
            if (options.Only is not null)
                Say($"{example.Area}, {name.Shown}: exit {verdict.Code}, nothing found");
            return;
        }
        if (count > Written)
            return;
        Say($"FOUND {example.Area}, {name.Shown}: {verdict.Kind}: {verdict.Detail.ReplaceLineEndings(" ")}");
        Say($"      repeat: {name.Repeat}");
        if (name.File is not null)
            return;
        var folder = Path.Combine(places.Findings, FormattableString.Invariant($"{example.Area}-{name.Seed}-{name.Number}"));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        (string, string)[] remarks = [("found", verdict.Kind!), ("detail", verdict.Detail), ("repeat", name.Repeat)];
        CaseFile.Write(Path.Combine(folder, "case.json"), example, remarks);
        var isCheap = !verdict.Kind!.StartsWith("the process", StringComparison.Ordinal) && verdict.Kind is not ("memory" or "no end");
        if (isCheap && count == 1)
        {
            var file = Path.Combine(folder, "small.json");
            example = new Shrinking(smaller => KindOf(worker, smaller, file)).Of(example, verdict.Kind);
            CaseFile.Write(file, example, remarks);
        }
        // For the eye, and for trying by hand.
        foreach (var (input, content) in example.Files)
            File.WriteAllBytes(Path.Combine(folder, input), content);
        Say($"      written: {folder}");
    }

    private static string? KindOf(WorkerProcess worker, FuzzCase example, string file)
    {
        CaseFile.Write(file, example);
        return worker.Ask(new CaseName(0, 0, file)).Kind;
    }

    private void Summarise(int kept)
    {
        string[] lines =
        [
            FormattableString.Invariant($"{tally.Cases:N0} cases ({kept:N0} of them kept ones) in {clock.Elapsed.TotalSeconds:N0} s, ")
                + FormattableString.Invariant($"seed {options.Seed}: {tally.Findings:N0} findings."),
            "", .. tally.Lines(),
        ];
        Say(string.Join('\n', lines));
        if (options.Report is { } page)
            ReportSection.Write(page, lines);
    }

    private void Say(string text)
    {
        lock (console)
            Console.Out.WriteLine(text);
    }
}
