using Pipeline.Model;

namespace Pipeline.Tables;

/// <summary>A column to read.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Kind">How its fields are read.</param>
internal sealed record ReadColumn(string Name, FieldKind Kind)
{
    /// <summary>Equal in both: written out, since the comparer of an enum would be compiled at every start.</summary>
    public bool Equals(ReadColumn? other) => other is not null && Kind == other.Kind && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => (Name.GetHashCode(StringComparison.Ordinal) * 31) + (int)Kind;
}

/// <summary>What to read from a table: the columns, in the order in which a batch holds them, and how files are written.</summary>
internal sealed record TableSchema
{
    /// <summary>The columns; a name may appear more than once with different kinds.</summary>
    public required IReadOnlyList<ReadColumn> Columns { get; init; }

    /// <summary>The field separator.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Number among <see cref="Keys"/> of the key that decides a row's side.</summary>
    public const int SplitKey = 0;

    /// <summary>Number among <see cref="Keys"/> of the key over the whole record.</summary>
    public const int RecordKey = 1;

    /// <summary>Columns, in ordinal order of their names, over whose texts a key of each row is made; none where rows are only scored.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Keys { get; init; } = [];

    /// <summary>Texts that mean a missing value, beside the empty field.</summary>
    public MissingTexts Missing { get; init; } = MissingTexts.None;

    /// <summary>How the files are written otherwise.</summary>
    public TableForm Form { get; init; } = TableForm.Plain;

    /// <summary>What becomes of rows of separators only.</summary>
    public BlankRowPolicy BlankRows { get; init; }

    /// <summary>The classes that a label may have, or null where they are learnt from the file.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// The categories of every categorical column, by its name, where a model says them, or null where they are learnt from the file.
    /// Where they are known, a <see cref="RowBatch"/> holds categories and classes as numbers and other texts as UTF-8: nothing is
    /// allocated for a row.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Vocabularies { get; init; }

    /// <summary>The texts that a field of a column may be, in the order of their numbers; null where any text may stand there.</summary>
    internal IReadOnlyList<string>? VocabularyOf(ReadColumn column) => column.Kind switch
    {
        FieldKind.Category => Vocabularies?[column.Name],
        FieldKind.Label => Classes,
        _ => null,
    };

    /// <summary>[columns] the kinds.</summary>
    internal FieldKind[] Kinds()
    {
        var kinds = new FieldKind[Columns.Count];
        for (var i = 0; i < kinds.Length; i++)
            kinds[i] = Columns[i].Kind;
        return kinds;
    }

    /// <summary>Position of the first column with this name and kind, or −1.</summary>
    public int IndexOf(string name, FieldKind kind)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Kind == kind && Columns[i].Name == name)
                return i;
        }
        return -1;
    }

    /// <summary>Position of the only column of a kind that a table has at most once, or −1.</summary>
    public int IndexOf(FieldKind kind)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Kind == kind)
                return i;
        }
        return -1;
    }
}
