namespace Pipeline.Benchmarks;

/// <summary>A command that reads a table and writes scores.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Command">Program and arguments.</param>
internal sealed record Contender(string Name, IReadOnlyList<string> Command)
{
    /// <summary>The scores that it writes; null where it writes none.</summary>
    public string? Output { get; init; }

    /// <summary>The share of rows that have our label; null where that was not asked.</summary>
    public double? SameLabels { get; set; }

    /// <summary>Its runs so far.</summary>
    public List<ProcessRun> Runs { get; } = [];

    /// <summary>The seconds of the run in the middle.</summary>
    public double Median => Runs.Select(run => run.Wall).Order().ElementAt(Runs.Count / 2);

    /// <summary>The seconds of processor time of the run in the middle.</summary>
    public double MedianCpu => Runs.Select(run => run.Cpu).Order().ElementAt(Runs.Count / 2);

    /// <summary>The quickest run: these machines are noisy, and noise only adds.</summary>
    public ProcessRun Best => Runs.MinBy(run => run.Wall)!;
}
