namespace Pipeline.Data;

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
    /// <summary>The side that a text says, in any case; null where it says none.</summary>
    public static SplitSide? Of(string text)
    {
        foreach (var side in Enum.GetValues<SplitSide>())
        {
            if (text.Equals(side.ToString(), StringComparison.OrdinalIgnoreCase))
                return side;
        }
        return null;
    }
}
