using System.Globalization;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Commands;

/// <summary>What every command that reads a table is told about reading it.</summary>
internal sealed record ReadOptions
{
    /// <summary>Any bad row fails the run; the files are written as the model says; no limits.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>What to do with rows that cannot be read.</summary>
    public BadRowPolicy BadRows { get; init; } = BadRowPolicy.Stop;

    /// <summary>The separator of the files at hand where it is not the model's.</summary>
    public char? Separator { get; init; }

    /// <summary>What to do with rows of separators only.</summary>
    public BlankRowPolicy BlankRows { get; init; }

    /// <summary>How many feature fields may be missing.</summary>
    public FieldLimit? MaxMissing { get; init; }

    /// <summary>How many categorical fields may hold a category that no training row had.</summary>
    public FieldLimit? MaxUnseen { get; init; }

    /// <summary>What an unmistakable change of a column does; null for what the command does by itself.</summary>
    public ShiftPolicy? OnShift { get; init; }

    /// <summary>Reads the words of the command line.</summary>
    /// <param name="badRows">stop, skip or quarantine=FILE; null for stop.</param>
    /// <param name="maxBad">How many rows may be left out: a number; null for any.</param>
    /// <param name="separator">One ASCII character or \t; null for the model's.</param>
    /// <param name="maxMissing">A number or a share such as 2%; null for no limit.</param>
    /// <param name="maxUnseen">A number or a share such as 2%; null for no limit.</param>
    /// <param name="blankRows">error, skip or score; null for error.</param>
    /// <param name="onShift">fail or warn; null for what the command does by itself.</param>
    /// <exception cref="ConfigException">Words that are none of these; all are reported.</exception>
    public static ReadOptions Parse(
        string? badRows, string? maxBad, string? separator, string? maxMissing, string? maxUnseen, string? blankRows = null, string? onShift = null)
    {
        var problems = new List<Problem>();
        var options = new ReadOptions
        {
            BadRows = Policy(badRows, maxBad, problems),
            Separator = SeparatorOf(separator, problems),
            BlankRows = blankRows is null ? BlankRowPolicy.Error : OptionWords.Parse<BlankRowPolicy>("--blank-rows", blankRows, problems),
            MaxMissing = Limit("--max-missing", maxMissing, problems),
            MaxUnseen = Limit("--max-unseen", maxUnseen, problems),
            OnShift = onShift is null ? null : OptionWords.Parse<ShiftPolicy>("--on-shift", onShift, problems),
        };
        return problems.Count == 0 ? options : throw new ConfigException(problems);
    }

    /// <summary>A schema with the separator of the files at hand, and what becomes of blank rows.</summary>
    internal TableSchema Apply(TableSchema schema) => schema with { Separator = Separator ?? schema.Separator, BlankRows = BlankRows };

    /// <summary>Opens the place for rows that cannot be read, where there is to be one.</summary>
    internal QuarantineFile? OpenQuarantine(Outputs outputs) => BadRows.Quarantine is { } path ? new QuarantineFile(outputs.Open(path)) : null;

    private static BadRowPolicy Policy(string? text, string? maxText, List<Problem> problems)
    {
        const string Quarantine = "quarantine=";
        long? max = long.TryParse(maxText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (maxText is not null && max is null)
            problems.Add(new Problem("--max-bad", DataText.Quote(maxText), "a whole number of rows from 0 up"));
        if (text is null or "stop")
        {
            if (maxText is not null)
                problems.Add(new Problem("--max-bad", "no --bad-rows skip or quarantine=FILE beside it", "both or neither",
                    "Without them any bad row fails the run."));
            return BadRowPolicy.Stop;
        }
        if (text == "skip")
            return new BadRowPolicy(true, null, max ?? long.MaxValue);
        if (text.StartsWith(Quarantine, StringComparison.Ordinal) && text.Length > Quarantine.Length)
            return new BadRowPolicy(true, text[Quarantine.Length..], max ?? long.MaxValue);
        problems.Add(new Problem("--bad-rows", DataText.Quote(text), "stop, skip or quarantine=FILE"));
        return BadRowPolicy.Stop;
    }

    private static char? SeparatorOf(string? text, List<Problem> problems)
    {
        if (text is null)
            return null;
        if (text is "\\t")
            return '\t';
        if (FieldSeparator.Parse(text) is { } separator)
            return separator;
        problems.Add(new Problem("--separator", DataText.Quote(text), "one ASCII character, such as ';' or '\\t'"));
        return null;
    }

    private static FieldLimit? Limit(string option, string? text, List<Problem> problems)
    {
        if (text is null)
            return null;
        var limit = FieldLimit.Parse(text);
        if (limit is null)
            problems.Add(new Problem(option, DataText.Quote(text), "a number of fields such as 20, or a share of them such as 0.5%"));
        return limit;
    }
}
