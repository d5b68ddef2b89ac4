using Pipeline.Data;

namespace Pipeline.Commands;

/// <summary>What every command that reads a table is told about reading it.</summary>
public sealed record ReadOptions
{
    /// <summary>What to do with rows that cannot be read.</summary>
    public BadRowPolicy BadRows { get; init; } = BadRowPolicy.Stop;

    /// <summary>The separator of the files at hand where it is not the model's.</summary>
    public char? Separator { get; init; }

    /// <summary>How many feature fields may be missing.</summary>
    public FieldLimit? MaxMissing { get; init; }

    /// <summary>How many categorical fields may hold a category that no training row had.</summary>
    public FieldLimit? MaxUnseen { get; init; }

    /// <summary>A schema with the separator of the files at hand.</summary>
    internal TableSchema Apply(TableSchema schema) => schema with { Separator = Separator ?? schema.Separator };
}
