using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Counts, over the rows of a run, what the chain does without a word: missing fields that it fills, categories that it has never seen, columns far from their training rows.</summary>
public sealed class FeatureAudit
{
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
                columns.Add(Categorical(i, categorical[name], schema.VocabularyOf(schema.Columns[i]), fills));
        }
    }

    /// <summary>Rows counted.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts the rows of a batch. What is counted depends on the rows and their order alone, not on how they are cut into batches.</summary>
    public void Add(RowBatch batch)
    {
        foreach (var column in columns)
        {
            if (column.Vocabulary is null)
                column.Mean.Add(batch.Numbers(column.Index));
            else if (batch.CategoriesOrNone(column.Index) is null)
                AddTexts(column, batch.Texts(column.Index));
            else
                AddCategories(column, batch.Categories(column.Index), batch.Unseen(column.Index));
        }
        Rows += batch.Count;
    }

    /// <summary>What was counted, columns with nothing to say left out.</summary>
    public AuditReport Report() => new(
        Rows,
        columns.Count * Rows,
        columns.Where(column => column.Missing > 0).Select(column => new MissingFields(column.Name, column.Missing, column.Filled)).ToList(),
        columns.Count(column => column.Vocabulary is not null) * Rows,
        columns.Where(column => column.Unseen > 0).Select(column => new UnseenCategories(column.Name, column.Unseen, [.. column.Examples])).ToList(),
        columns.Where(column => column.Vocabulary is null).Select(Shift).OfType<ShiftedColumn>().ToList());

    private static void AddCategories(Column column, ReadOnlySpan<int> categories, IReadOnlyList<string> unseen)
    {
        var (missing, others) = (categories.Count(CategoryNumber.Missing), categories.Count(CategoryNumber.Unseen));
        foreach (var text in unseen)
            column.AddExample(text);
        column.MissingTexts += missing;
        column.Unseen += others;
    }

    private static void AddTexts(Column column, ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value.Length == 0)
            {
                column.MissingTexts++;
            }
            else if (!column.Vocabulary!.Contains(value))
            {
                column.Unseen++;
                column.AddExample(value);
            }
        }
    }

    private ShiftedColumn? Shift(Column column)
    {
        var trained = numeric[column.Name];
        var deviation = Math.Sqrt(trained.Variance);
        // A constant column has no deviation, but its mean has an error of rounding, and of float32 where that is its type.
        var limit = (ShiftLimit * deviation) + (Rounding * Math.Abs(trained.Mean));
        var far = column.Mean.Count >= RowsForShift && trained.Count > 0 && Math.Abs(column.Mean.Mean - trained.Mean) > limit;
        return far ? new ShiftedColumn(column.Name, column.Mean.Mean, trained.Mean, deviation) : null;
    }

    /// <summary>What the model knows is what its chain encodes, where that is known: a category that only fills gaps was in no training row.</summary>
    private static Column Categorical(int index, CategoricalStatistics column, IReadOnlyList<string>? vocabulary, Func<CategoricalStatistics, bool> fills) =>
        new(index, column.Name, (vocabulary ?? column.Categories.Select(category => category.Value)).ToHashSet(StringComparer.Ordinal), fills(column));

    private sealed class Column(int index, string name, HashSet<string>? vocabulary, bool filled)
    {
        /// <summary>Whether a missing field is filled.</summary>
        public bool Filled { get; } = filled;

        public int Index { get; } = index;

        public string Name { get; } = name;

        /// <summary>The categories of the training rows; null for a numeric column.</summary>
        public HashSet<string>? Vocabulary { get; } = vocabulary;

        public SortedSet<string> Examples { get; } = new(StringComparer.Ordinal);

        public RunningMean Mean { get; } = new();

        public long MissingTexts { get; set; }

        public long Missing => Mean.Missing + MissingTexts;

        public long Unseen { get; set; }

        public void AddExample(string text)
        {
            if (Examples.Count < UnseenTexts.Most)
                Examples.Add(text);
        }
    }
}
