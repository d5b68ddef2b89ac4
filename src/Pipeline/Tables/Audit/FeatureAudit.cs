using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Audit;

/// <summary>
/// Counts, over the rows of a run, what the chain does without a word: missing fields that it fills, categories that it has never seen, columns
/// far from their training rows.
/// </summary>
internal sealed class FeatureAudit
{
    private readonly List<Column> columns = [];
    private readonly RowSample sample;

    /// <summary>Prepares to count rows of a schema against the training rows of a model.</summary>
    /// <param name="schema">What is read.</param>
    /// <param name="statistics">The training rows.</param>
    /// <param name="fills">Whether the chain fills a missing category of a column.</param>
    public FeatureAudit(TableSchema schema, ColumnStatistics statistics, Func<CategoricalStatistics, bool> fills)
    {
        var numeric = statistics.Numeric.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var categorical = statistics.Categorical.ToDictionary(column => column.Name, StringComparer.Ordinal);
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var (name, kind) = schema.Columns[i];
            if (kind is FieldKind.Single or FieldKind.Double)
                columns.Add(new Column(i, name, new ShiftRule(numeric[name], kind == FieldKind.Single)));
            else if (kind == FieldKind.Category)
                columns.Add(Categorical(i, categorical[name], schema.VocabularyOf(schema.Columns[i]), fills));
        }
        var numbers = new List<int>();
        foreach (var column in columns)
        {
            if (column.Numbers is not null)
                numbers.Add(column.Index);
        }
        sample = new RowSample([.. numbers]);
    }

    /// <summary>Rows counted.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts the rows of a batch. What is counted depends on the rows and their order alone, not on how they are cut into batches.</summary>
    public void Add(RowBatch batch)
    {
        foreach (var column in columns)
        {
            if (column.Numbers is { } numbers)
                numbers.Seen.Add(batch.Numbers(column.Index));
            else if (batch.CategoriesOrNone(column.Index) is null)
                AddTexts(column, batch.Texts(column.Index));
            else
                AddCategories(column, batch.Categories(column.Index), batch.Unseen(column.Index));
        }
        sample.Add(batch);
        Rows += batch.Count;
    }

    /// <summary>What was counted, columns with nothing to say left out.</summary>
    public AuditReport Report() => new(
        Rows,
        columns.Count * Rows,
        columns.Where(column => column.Missing > 0).Select(column => new MissingFields(column.Name, column.Missing, column.Filled)).ToList(),
        columns.Count(column => column.Vocabulary is not null) * Rows,
        columns.Where(column => column.Unseen > 0).Select(column => new UnseenCategories(column.Name, column.Unseen, [.. column.Examples])).ToList(),
        columns.Select(column => column.Numbers).OfType<ShiftRule>().Select((rule, i) => rule.Judge(sample.Of(i))).OfType<ShiftedColumn>().ToList());

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

    /// <summary>What the model knows is what its chain encodes, where that is known: a category that only fills gaps was in no training row.</summary>
    private static Column Categorical(int index, CategoricalStatistics column, IReadOnlyList<string>? vocabulary, Func<CategoricalStatistics, bool> fills) =>
        new(index, column.Name, (vocabulary ?? column.Categories.Select(category => category.Value)).ToHashSet(StringComparer.Ordinal), fills(column));

    private sealed class Column(int index, string name, HashSet<string>? vocabulary, bool filled)
    {
        public Column(int index, string name, ShiftRule numbers)
            : this(index, name, null, true) => Numbers = numbers;

        /// <summary>What a numeric column is counted for; null for a categorical one.</summary>
        public ShiftRule? Numbers { get; }

        /// <summary>Whether a missing field is filled.</summary>
        public bool Filled { get; } = filled;

        public int Index { get; } = index;

        public string Name { get; } = name;

        /// <summary>The categories of the training rows; null for a numeric column.</summary>
        public HashSet<string>? Vocabulary { get; } = vocabulary;

        public SortedSet<string> Examples { get; } = new(StringComparer.Ordinal);

        public long MissingTexts { get; set; }

        public long Missing => (Numbers?.Seen.Missing ?? 0) + MissingTexts;

        public long Unseen { get; set; }

        public void AddExample(string text)
        {
            if (Examples.Count < UnseenTexts.Most)
                Examples.Add(Excerpt.Of(text));
        }
    }
}
