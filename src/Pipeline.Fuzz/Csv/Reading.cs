using Pipeline.Fuzz.Plain;

namespace Pipeline.Fuzz.Csv;

/// <summary>What the plain reader makes of a file.</summary>
/// <param name="Table">The table; null where the file is unsound as a whole.</param>
/// <param name="Refusal">Why it is.</param>
internal sealed record Reading(PlainTable? Table, string Refusal)
{
    /// <summary>Rows that are rows.</summary>
    public IReadOnlyList<PlainRow> Good { get; } = [.. (Table?.Rows ?? []).Where(row => row.Fault is null)];

    /// <summary>Rows that are none.</summary>
    public IReadOnlyList<PlainRow> Bad { get; } = [.. (Table?.Rows ?? []).Where(row => row.Fault is not null)];

    /// <summary>
    /// Position of the first row whose quotes are wrong, behind which it is a matter of taste where records begin; the number of rows where
    /// there is none.
    /// </summary>
    public int Clear { get; } = (Table?.Rows ?? []).TakeWhile(row => row.Record.IsQuotedWell).Count();

    /// <summary>Whether it is clear where each record begins.</summary>
    public bool IsClear => Clear == (Table?.Rows.Count ?? 0);

    /// <summary>
    /// Whether the whole file may be refused as well: bytes of it are no characters (the program may refuse their rows, or all), a name of
    /// its header holds a line end, or a gzip member holds bytes that are nothing.
    /// </summary>
    public bool MayBeRefused { get; private init; }

    /// <summary>Reads a file.</summary>
    public static Reading Of(byte[] bytes, PlainForm form)
    {
        try
        {
            var table = PlainTable.Read(bytes, form);
            var isHeaderOfLines = table.Header.LastLine > table.Header.Line;
            return new Reading(table, "") { MayBeRefused = table.IsLoose || isHeaderOfLines || table.Rows.Any(row => row.Record.IsBroken) };
        }
        catch (RefusedException refusal)
        {
            return new Reading(null, refusal.Message);
        }
    }
}
