namespace Pipeline.Fuzz.Plain;

/// <summary>A record as it stands in a file.</summary>
/// <param name="Line">1-based line where it begins.</param>
/// <param name="LastLine">Line where it ends.</param>
/// <param name="Raw">Its characters, without the line end.</param>
/// <param name="Fields">What its fields mean.</param>
/// <param name="IsQuotedWell">Whether its quotes stand where RFC 4180 lets them stand.</param>
internal sealed record PlainRecord(int Line, int LastLine, IReadOnlyList<int> Raw, IReadOnlyList<string> Fields, bool IsQuotedWell)
{
    /// <summary>Whether bytes of it are no characters.</summary>
    public bool IsBroken => Raw.Contains(PlainText.Broken);
}
