namespace Pipeline.Tables;

/// <summary>Where the columns of a schema are in an input.</summary>
/// <param name="Columns">[columns of the schema] position of each in the input.</param>
/// <param name="Keys">
/// [keys of the schema][columns of the key] position of each in the input. Keys of the same columns are one array: they are made once.
/// </param>
internal readonly record struct ColumnPositions(int[] Columns, int[][] Keys);

/// <summary>Finds the columns of a schema in one input after the other, by exact name, and notes which are there that it does not ask for.</summary>
/// <param name="schema">What is read.</param>
internal sealed class ColumnBinding(TableSchema schema)
{
    private readonly string[] names = [.. schema.Columns.Select(column => column.Name)];
    private readonly SortedSet<string> unused = new(StringComparer.Ordinal);

    /// <summary>Columns of the inputs so far that the schema does not ask for.</summary>
    public IReadOnlyCollection<string> Unused => unused;

    /// <summary>Finds the columns in the next input.</summary>
    /// <param name="headers">All names of the input.</param>
    /// <param name="place">How messages name the input and the line of its header.</param>
    /// <param name="separator">What the header was cut at; null where that is no matter of characters.</param>
    /// <exception cref="Model.Problems.DataException">A name is missing or stands twice, or the separator is another one.</exception>
    public ColumnPositions Bind(IReadOnlyList<string> headers, string place, char? separator)
    {
        var bound = new ColumnPositions(
            HeaderBinding.Bind(names, headers, place, separator, Truth), KeysOf(headers, place, separator));
        unused.UnionWith(headers.Except(names, StringComparer.Ordinal));
        return bound;
    }

    /// <summary>The column that holds what a model predicts, where it is read.</summary>
    private string? Truth => schema.Columns.FirstOrDefault(column => column.Kind is FieldKind.Label or FieldKind.Target)?.Name;

    private int[][] KeysOf(IReadOnlyList<string> headers, string place, char? separator)
    {
        var positions = new int[schema.Keys.Count][];
        for (var i = 0; i < positions.Length; i++)
        {
            var same = i > 0 && schema.Keys[i].SequenceEqual(schema.Keys[i - 1], StringComparer.Ordinal);
            positions[i] = same ? positions[i - 1] : HeaderBinding.Bind(schema.Keys[i], headers, place, separator);
        }
        return positions;
    }
}
