namespace Pipeline.Tables.Fields;

/// <summary>The sides that a column can tell.</summary>
internal enum SplitSide
{
    /// <summary>Trained on.</summary>
    Train,

    /// <summary>Held out.</summary>
    Test,

    /// <summary>Looked at while training.</summary>
    Validation,
}

/// <summary>The words for the sides.</summary>
internal static class SplitSides
{
    private static readonly (string Word, SplitSide Side)[] words = [.. Enum.GetValues<SplitSide>().Select(side => (side.ToString(), side))];

    /// <summary>The side that a text says, in any case; null where it says none.</summary>
    public static SplitSide? Of(string text)
    {
        foreach (var (word, side) in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return side;
        }
        return null;
    }
}
