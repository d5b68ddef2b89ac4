namespace Pipeline.Model;

/// <summary>
/// Texts that mean a missing value, beside the empty field. Those of a column go before those of its kind. Numbers among them stand
/// for every way to write that number in a column of numbers. Ids and groups are texts that are never missing.
/// </summary>
internal sealed record MissingTexts
{
    /// <summary>Nothing but the empty field.</summary>
    public static MissingTexts None { get; } = new();

    /// <summary>In columns that are read as numbers: features, target, weight, time.</summary>
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>In columns that are read as categories: features and class labels.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>By the name of a column, whatever its kind.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether the same texts count in every column.</summary>
    internal bool IsPlain => Columns.Count == 0 && Numeric.SequenceEqual(Categorical, StringComparer.Ordinal);

    /// <summary>Whether nothing of it is null: what is read from a file may be.</summary>
    internal bool IsSound => Numeric is not null && Categorical is not null && Columns is not null
        && Columns.Values.Append(Numeric).Append(Categorical).All(texts => texts is not null && !texts.Any(text => text is null));

    /// <summary>The same texts in every column.</summary>
    public static MissingTexts Everywhere(params IReadOnlyList<string> texts) => new() { Numeric = texts, Categorical = texts };

    /// <summary>The texts that count in a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="isNumber">Whether it is read as numbers.</param>
    public IReadOnlyList<string> Of(string column, bool isNumber) =>
        Columns.TryGetValue(column, out var own) ? own : isNumber ? Numeric : Categorical;
}
