using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Scoring.Scorers;

/// <summary>
/// Cuts batches of rows into what a graph takes: numbers as they are, texts as numbers of categories. A batch that fits is taken as
/// it is, nothing copied.
/// </summary>
/// <param name="graph">The graph, whose vocabularies tell the numbers.</param>
/// <param name="capacity">Most rows at a time.</param>
internal sealed class KernelInputs(ScoringGraph graph, int capacity)
{
    private readonly double[][] numbers = new double[graph.Signature.Numeric.Count][];
    private readonly int[][] categories = new int[graph.Signature.Categorical.Count][];
    private readonly Dictionary<string, int>?[] vocabularies = new Dictionary<string, int>?[graph.Signature.Categorical.Count];
    private TableSchema? schema;
    private int[] columns = [];

    /// <summary>The rows of a batch, in order. Each piece is overwritten by the next.</summary>
    public IEnumerable<KernelInput> Of(RowBatch batch)
    {
        Bind(batch.Schema);
        for (var start = 0; start < batch.Count; start += capacity)
        {
            var rows = Math.Min(capacity, batch.Count - start);
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = Piece(batch.NumberArray(columns[i]), batch.Count, start, rows);
            for (var i = 0; i < categories.Length; i++)
            {
                var column = columns[numbers.Length + i];
                categories[i] = batch.CategoriesOrNone(column) is { } known
                    ? Piece(known, batch.Count, start, rows)
                    : Look(batch.Texts(column).Slice(start, rows), vocabularies[i] ??= VocabularyOf(i));
            }
            yield return new KernelInput(numbers, categories, rows);
        }
    }

    private void Bind(TableSchema batchSchema)
    {
        if (ReferenceEquals(schema, batchSchema))
            return;
        schema = batchSchema;
        columns = new int[numbers.Length + categories.Length];
        var found = 0;
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            if (schema.Columns[i].Kind is FieldKind.Single or FieldKind.Double or FieldKind.Category)
                columns[found++] = i;
        }
    }

    private static T[] Piece<T>(T[] values, int count, int start, int rows) => rows == count ? values : values.AsSpan(start, rows).ToArray();

    private Dictionary<string, int> VocabularyOf(int column) =>
        graph.Vocabulary(column).Select((text, index) => (text, index)).ToDictionary(StringComparer.Ordinal);

    private static int[] Look(ReadOnlySpan<string> texts, Dictionary<string, int> vocabulary)
    {
        var found = new int[texts.Length];
        for (var row = 0; row < texts.Length; row++)
            found[row] = texts[row].Length == 0 ? CategoryNumber.Missing : vocabulary.GetValueOrDefault(texts[row], CategoryNumber.Unseen);
        return found;
    }
}
