namespace Pipeline.Tables;

/// <summary>How the text of a field is read. The kind comes from the config or from the model, never from the file at hand.</summary>
internal enum FieldKind
{
    /// <summary>A number, rounded once to float32; may be missing.</summary>
    Single,

    /// <summary>A number in float64; may be missing.</summary>
    Double,

    /// <summary>A category: text as it stands, or missing.</summary>
    Category,

    /// <summary>Text as it stands.</summary>
    Text,

    /// <summary>A class label: text that must be there and, where the classes are known, be one of them.</summary>
    Label,

    /// <summary>The target of a regression: a finite number that must be there.</summary>
    Target,

    /// <summary>A row weight: a finite number, not negative.</summary>
    Weight,

    /// <summary>A point in time, kept as its text: a number, or a date and time in ISO 8601 (UTC where it names no offset).</summary>
    Time,

    /// <summary>The group of a row: text that must be there.</summary>
    Group,

    /// <summary>The side of a row: train, test or validation.</summary>
    Side,
}

/// <summary>Which kinds are stored as numbers.</summary>
internal static class FieldKinds
{
    /// <summary>True for kinds that <see cref="RowBatch"/> keeps as numbers, false for those it keeps as text.</summary>
    public static bool IsNumber(this FieldKind kind) =>
        kind is FieldKind.Single or FieldKind.Double or FieldKind.Target or FieldKind.Weight;
}
