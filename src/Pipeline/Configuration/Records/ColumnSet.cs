namespace Pipeline.Configuration.Records;

/// <summary>A choice of columns: a list of names and patterns, or the rest.</summary>
/// <param name="Rest">Every column that is named nowhere else.</param>
/// <param name="Patterns">Names, or patterns in which * stands for any text and ? for one character.</param>
internal sealed record ColumnSet(bool Rest, IReadOnlyList<string> Patterns)
{
    /// <summary>No column.</summary>
    public static ColumnSet None { get; } = new(false, []);

    /// <summary>Every column that is named nowhere else.</summary>
    public static ColumnSet TheRest { get; } = new(true, []);
}
