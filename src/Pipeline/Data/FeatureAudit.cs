using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Counts, over the rows of a run, what the chain does without a word: missing fields that it fills, categories that it has never seen, columns far from their training rows.</summary>
public sealed class FeatureAudit
{
    private const int Examples = 3;
    private const int RowsForShift = 30;
    private const double ShiftLimit = 3;
    private const double Rounding = 1e-6;
    private readonly List<Column> columns = [];
    private readonly Dictionary<string, NumericStatistics> numeric;

    /// <summary>Prepares to count rows of a schema against the training rows of a model.</summary>
    /// <param name="schema">What is read.</param>
    /// <param name="statistics">The training rows.</param>
    /// <param name="fills">Whether the chain fills a missing category of a column.</param>
    public FeatureAudit(TableSchema schema, ColumnStatistics statistics, Func<CategoricalStatistics, bool> fills)
    {
        numeric = statistics.Numeric.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var categorical = statistics.Categorical.ToDictionary(column => column.Name, StringComparer.Ordinal);
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var (name, kind) = schema.Columns[i];
            if (kind is FieldKind.Single or FieldKind.Double)
                columns.Add(new Column(i, name, null, true));
            else if (kind == FieldKind.Category)
                columns.Add(Categorical(i, categorical[name], fills));
        }
    }

    /// <summary>Rows counted.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts the rows of a batch.</summary>
    public void Add(RowBatch batch)
    {
        Rows += batch.Count;
        foreach (var column in columns)
        {
            if (column.Vocabulary is null)
                AddNumbers(column, batch.Numbers(column.Index));
            else
                AddTexts(column, batch.Texts(column.Index));
        }
    }

    /// <summary>What was counted, columns with nothing to say left out.</summary>
    public AuditReport Report() => new(
        Rows,
        columns.Count * Rows,
        columns.Where(column => column.Missing > 0).Select(column => new MissingFields(column.Name, column.Missing, column.Filled)).ToList(),
        columns.Count(column => column.Vocabulary is not null) * Rows,
        columns.Where(column => column.Unseen > 0).Select(column => new UnseenCategories(column.Name, column.Unseen, [.. column.Seen])).ToList(),
        columns.Where(column => column.Vocabulary is null).Select(Shift).OfType<ShiftedColumn>().ToList());

    private static void AddNumbers(Column column, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                column.Missing++;
            else
                column.Mean += (value - column.Mean) / ++column.Count;
        }
    }

    private static void AddTexts(Column column, ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value.Length == 0)
            {
                column.Missing++;
            }
            else if (!column.Vocabulary!.Contains(value))
            {
                column.Unseen++;
                if (column.Seen.Count < Examples)
                    column.Seen.Add(value);
            }
        }
    }

    private ShiftedColumn? Shift(Column column)
    {
        var trained = numeric[column.Name];
        var deviation = Math.Sqrt(trained.Variance);
        // A constant column has no deviation, but its mean has an error of rounding, and of float32 where that is its type.
        var limit = (ShiftLimit * deviation) + (Rounding * Math.Abs(trained.Mean));
        var far = column.Count >= RowsForShift && trained.Count > 0 && Math.Abs(column.Mean - trained.Mean) > limit;
        return far ? new ShiftedColumn(column.Name, column.Mean, trained.Mean, deviation) : null;
    }

    private static Column Categorical(int index, CategoricalStatistics column, Func<CategoricalStatistics, bool> fills) =>
        new(index, column.Name, column.Categories.Select(category => category.Value).ToHashSet(StringComparer.Ordinal), fills(column));

    private sealed class Column(int index, string name, HashSet<string>? vocabulary, bool filled)
    {
        /// <summary>Whether a missing field is filled.</summary>
        public bool Filled { get; } = filled;

        public int Index { get; } = index;

        public string Name { get; } = name;

        /// <summary>The categories of the training rows; null for a numeric column.</summary>
        public HashSet<string>? Vocabulary { get; } = vocabulary;

        public SortedSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public long Missing { get; set; }

        public long Unseen { get; set; }

        public long Count { get; set; }

        public double Mean { get; set; }
    }
}
