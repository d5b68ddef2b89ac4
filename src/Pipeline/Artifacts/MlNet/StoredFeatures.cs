using Pipeline.Graph;

namespace Pipeline.Artifacts.MlNet;

/// <summary>A categorical column of a chain.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Fill">What fills a missing category; null where nothing does.</param>
/// <param name="Terms">The categories that it knows, in the order of their slots.</param>
internal sealed record StoredCategory(string Column, string? Fill, IReadOnlyList<string> Terms)
{
    /// <summary>Whether a missing category becomes one that the model knows.</summary>
    public bool Fills => FilledSlot >= 0;

    /// <summary>The slot of a missing category; −1 where it has none.</summary>
    public int FilledSlot
    {
        get
        {
            for (var i = 0; Fill is not null && i < Terms.Count; i++)
            {
                if (Terms[i] == Fill)
                    return i;
            }
            return -1;
        }
    }
}

/// <summary>The columns that a chain makes features of.</summary>
/// <param name="Inputs">What it takes, in order.</param>
/// <param name="Categories">The categories that it encodes.</param>
/// <param name="Blocks">The feature vector. Columns are numbered as they come among the numbers, or the texts, of the inputs.</param>
internal sealed record StoredFeatures(IReadOnlyList<StoredColumn> Inputs, IReadOnlyList<StoredCategory> Categories, IReadOnlyList<FeatureBlock> Blocks)
{
    /// <summary>Slots of the feature vector.</summary>
    public int Width => Blocks.Sum(block => block.Width);
}
