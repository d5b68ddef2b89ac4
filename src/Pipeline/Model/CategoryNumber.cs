namespace Pipeline.Model;

/// <summary>Numbers in place of a position in a vocabulary.</summary>
internal static class CategoryNumber
{
    /// <summary>A category that is not in the vocabulary.</summary>
    public const int Unseen = -1;

    /// <summary>No category.</summary>
    public const int Missing = -2;
}
