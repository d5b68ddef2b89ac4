namespace Pipeline.Artifacts.MlNet;

/// <summary>A categorical column of a chain.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Fill">What fills a missing category; null where nothing does.</param>
/// <param name="Terms">The categories that it knows, in the order of their slots.</param>
internal sealed record StoredCategory(string Column, string? Fill, IReadOnlyList<string> Terms)
{
    /// <summary>Whether a missing category becomes one that the model knows.</summary>
    public bool Fills => Fill is not null && Terms.Contains(Fill, StringComparer.Ordinal);
}

/// <summary>The columns that a chain makes features of.</summary>
/// <param name="Inputs">What it takes, in order.</param>
/// <param name="Single">The numbers that it carries as Single.</param>
/// <param name="Double">The numbers that it carries as Double.</param>
/// <param name="Indicators">The numbers for which it says that they are missing.</param>
/// <param name="Categories">The categories that it encodes.</param>
internal sealed record StoredFeatures(
    IReadOnlyList<StoredColumn> Inputs, IReadOnlyList<string> Single, IReadOnlyList<string> Double, IReadOnlyList<string> Indicators,
        IReadOnlyList<StoredCategory> Categories)
{
    /// <summary>Slots of the feature vector.</summary>
    public int Width => Single.Count + Double.Count + Indicators.Count + Categories.Sum(column => column.Terms.Count);
}
