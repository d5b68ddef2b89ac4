namespace Pipeline.Fuzz.Plain;

/// <summary>A row of a table.</summary>
/// <param name="Record">Where it stands.</param>
/// <param name="Id">Its id.</param>
/// <param name="Numbers">Its numbers, in the order of the form; NaN where missing.</param>
/// <param name="Texts">Its texts, in the order of the form.</param>
/// <param name="Fault">Why it is no row, or null.</param>
internal sealed record PlainRow(PlainRecord Record, string Id, IReadOnlyList<double> Numbers, IReadOnlyList<string> Texts, string? Fault)
{
    /// <summary>A record that is no row.</summary>
    public static PlainRow Bad(PlainRecord record, string fault) => new(record, "", [], [], fault);
}
