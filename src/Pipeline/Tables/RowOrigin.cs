namespace Pipeline.Tables;

/// <summary>Where a row stands.</summary>
/// <param name="File">How messages name the file.</param>
/// <param name="Line">1-based line where its record begins.</param>
internal readonly record struct RowOrigin(string File, long Line)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}");
}
