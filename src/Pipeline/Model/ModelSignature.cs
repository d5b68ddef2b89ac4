namespace Pipeline.Model;

/// <summary>How many bits a numeric column has on its way to the normalizer.</summary>
internal enum NumericType
{
    /// <summary>float32: the type of ML.NET's features.</summary>
    Single,

    /// <summary>float64 through the normalizer, float32 after it: for columns whose spread is small against their size.</summary>
    Double,
}

/// <summary>A numeric input column.</summary>
/// <param name="Name">Its name in every file.</param>
/// <param name="Type">Its type on the way to the normalizer.</param>
internal sealed record NumericColumn(string Name, NumericType Type);

/// <summary>
/// What a model takes and gives, by name: everything that a reader, a scorer or a report must know besides the chain itself.
/// It travels in the zip, so that types and vocabularies come from the model and never from the file at hand.
/// </summary>
internal sealed record ModelSignature
{
    /// <summary>What is predicted.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>The column that was predicted.</summary>
    public required string Label { get; init; }

    /// <summary>Class labels in the order of the scores; for binary [negative, positive]; empty for regression.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Columns that pass through to the scores.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Numeric features, in the order of the chain.</summary>
    public required IReadOnlyList<NumericColumn> Numeric { get; init; }

    /// <summary>Categorical features, in the order of the chain.</summary>
    public required IReadOnlyList<string> Categorical { get; init; }

    /// <summary>Column of row weights, or null.</summary>
    public string? Weight { get; init; }

    /// <summary>Texts that mean a missing value, beside the empty field.</summary>
    public MissingTexts Missing { get; init; } = MissingTexts.None;

    /// <summary>Field separator of the files.</summary>
    public required char Separator { get; init; }

    /// <summary>How the files are written otherwise.</summary>
    public TableForm Form { get; init; } = TableForm.Plain;

    /// <summary>Binary: a row is positive where its probability is at least this; null for other tasks.</summary>
    public double? Threshold { get; init; }

    /// <summary>The columns that the chain needs, in its order.</summary>
    public IEnumerable<string> Features => Numeric.Select(column => column.Name).Concat(Categorical);
}
