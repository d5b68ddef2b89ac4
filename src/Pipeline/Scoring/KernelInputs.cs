using Pipeline.Data;
using Pipeline.Graph;
using Pipeline.Kernels;

namespace Pipeline.Scoring;

/// <summary>Cuts batches of rows into what a graph takes: numbers as they are, texts as numbers of categories.</summary>
/// <param name="graph">The graph, whose vocabularies tell the numbers.</param>
/// <param name="capacity">Most rows at a time.</param>
internal sealed class KernelInputs(ScoringGraph graph, int capacity)
{
    private readonly Dictionary<string, int>[] vocabularies = [.. graph.Signature.Categorical.Select((_, column) => graph.Blocks.OfType<FeatureBlock.OneHot>()
        .Where(block => block.Column == column).SelectMany(block => block.Vocabulary.Select((text, index) => (text, index)))
        .ToDictionary(StringComparer.Ordinal))];

    private readonly double[][] numbers = [.. graph.Signature.Numeric.Select(_ => new double[capacity])];
    private readonly int[][] categories = [.. graph.Signature.Categorical.Select(_ => new int[capacity])];

    /// <summary>The rows of a batch, in order. Each piece is overwritten by the next.</summary>
    public IEnumerable<KernelInput> Of(RowBatch batch)
    {
        var columns = batch.Schema.Columns.Index().Where(column => column.Item.Kind is FieldKind.Single or FieldKind.Double or FieldKind.Category)
            .Select(column => column.Index).ToArray();
        for (var start = 0; start < batch.Count; start += capacity)
        {
            var rows = Math.Min(capacity, batch.Count - start);
            for (var i = 0; i < numbers.Length; i++)
                batch.Numbers(columns[i]).Slice(start, rows).CopyTo(numbers[i]);
            for (var i = 0; i < categories.Length; i++)
                Look(batch.Texts(columns[numbers.Length + i]).Slice(start, rows), vocabularies[i], categories[i]);
            yield return new KernelInput(numbers, categories, rows);
        }
    }

    private static void Look(ReadOnlySpan<string> texts, Dictionary<string, int> vocabulary, int[] categories)
    {
        for (var row = 0; row < texts.Length; row++)
            categories[row] = texts[row].Length == 0 ? KernelInput.Missing : vocabulary.GetValueOrDefault(texts[row], KernelInput.Unseen);
    }
}
