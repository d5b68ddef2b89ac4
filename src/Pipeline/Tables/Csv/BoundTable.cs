namespace Pipeline.Tables.Csv;

/// <summary>A file whose header has been read, and where the wanted columns are in it.</summary>
/// <param name="File">How messages name it.</param>
/// <param name="Headers">Its columns.</param>
/// <param name="Positions">[columns of the schema] position of each in the file.</param>
/// <param name="KeyPositions">[keys of the schema][columns of the key] position of each in the file.</param>
internal sealed record BoundTable(string File, IReadOnlyList<string> Headers, int[] Positions, int[][] KeyPositions)
{
    /// <summary>The header as it stands in the file, without its line end; empty where it is not known.</summary>
    public byte[] HeaderRecord { get; init; } = [];
}
