namespace Pipeline.Fuzz.Plain;

/// <summary>How the files of a model are written, and the columns it wants, by what its config says.</summary>
internal sealed record PlainForm
{
    public char Separator { get; init; } = ',';

    public char Decimal { get; init; } = '.';

    public bool Trim { get; init; }

    public bool IsWindows1252 { get; init; }

    public char? Comment { get; init; }

    public int SkipLines { get; init; }

    /// <summary>What becomes of rows of separators only: error, skip or score.</summary>
    public string BlankRows { get; init; } = "error";

    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>Columns of numbers, and whether each is kept as float64.</summary>
    public required IReadOnlyList<(string Name, bool IsDouble)> Numbers { get; init; }

    /// <summary>Columns of texts.</summary>
    public required IReadOnlyList<string> Texts { get; init; }
}
