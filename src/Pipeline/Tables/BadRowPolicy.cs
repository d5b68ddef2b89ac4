namespace Pipeline.Tables;

/// <summary>What to do with rows that cannot be read.</summary>
/// <param name="Skip">False: the run fails once all files have been looked through. True: the rows are left out and counted.</param>
/// <param name="Quarantine">File that gets the rows left out, with line, column and reason; null for none.</param>
/// <param name="Max">How many may be left out before the run fails; one that takes in several lines counts as so many.</param>
internal sealed record BadRowPolicy(bool Skip, string? Quarantine, long Max)
{
    /// <summary>Any bad row fails the run.</summary>
    public static BadRowPolicy Stop { get; } = new(false, null, 0);
}
