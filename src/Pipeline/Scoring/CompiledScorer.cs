using Pipeline.Data;
using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>Scores through the compiled graph on the CPU.</summary>
public sealed class CompiledScorer : IScorer
{
    private readonly ScoringGraph graph;
    private readonly GraphKernel kernel;
    private readonly int capacity;
    private readonly Dictionary<string, int>[] vocabularies;
    private readonly double[][] numbers;
    private readonly int[][] categories;

    /// <summary>Prepares to score.</summary>
    /// <param name="graph">The compiled chain.</param>
    /// <param name="capacity">Rows that the kernels take at a time; scores do not depend on it.</param>
    public CompiledScorer(ScoringGraph graph, int capacity = 1024)
    {
        this.graph = graph;
        this.capacity = capacity;
        kernel = new GraphKernel(graph, capacity);
        vocabularies = [.. graph.Signature.Categorical.Select((_, column) => graph.Blocks.OfType<FeatureBlock.OneHot>()
            .Where(block => block.Column == column).SelectMany(block => block.Vocabulary.Select((text, index) => (text, index)))
            .ToDictionary(StringComparer.Ordinal))];
        numbers = [.. graph.Signature.Numeric.Select(_ => new double[capacity])];
        categories = [.. vocabularies.Select(_ => new int[capacity])];
    }

    /// <inheritdoc/>
    public void Score(RowBatch batch, Predictions into)
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
            kernel.Run(new KernelInput(numbers, categories, rows), into);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static void Look(ReadOnlySpan<string> texts, Dictionary<string, int> vocabulary, int[] categories)
    {
        for (var row = 0; row < texts.Length; row++)
            categories[row] = texts[row].Length == 0 ? KernelInput.Missing : vocabulary.GetValueOrDefault(texts[row], KernelInput.Unseen);
    }
}
