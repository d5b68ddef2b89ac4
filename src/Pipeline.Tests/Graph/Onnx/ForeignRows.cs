using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Rows as another program has them: numbers and texts by column, in the order of the model's signature.</summary>
/// <param name="Signature">The model's.</param>
/// <param name="Numbers">[numeric columns][rows].</param>
/// <param name="Texts">[categorical columns][rows].</param>
/// <param name="Count">Rows.</param>
internal sealed record ForeignRows(ModelSignature Signature, double[][] Numbers, string[][] Texts, int Count)
{
    /// <summary>The rows of a table.</summary>
    public static ForeignRows Of(ModelSignature signature, RowBatch batch) => new(
        signature,
        [.. signature.Numeric.Select(column =>
            batch.Numbers(batch.Schema.IndexOf(column.Name, column.Type == NumericType.Single ? FieldKind.Single : FieldKind.Double)).ToArray())],
        [.. signature.Categorical.Select(name => batch.Texts(batch.Schema.IndexOf(name, FieldKind.Category)).ToArray())],
        batch.Count);

    /// <summary>
    /// Rows that look for trouble, with the texts of their categories: unseen ones are near misses of known ones. None holds a NUL,
    /// where onnxruntime-node ends a text.
    /// </summary>
    public static ForeignRows Of(ScoringGraph graph, KernelInput input)
    {
        var texts = input.Categories.Select((categories, column) =>
        {
            var vocabulary = graph.Blocks.OfType<FeatureBlock.OneHot>().First(block => block.Column == column).Vocabulary;
            string[] unseen = [vocabulary[0] + " ", " " + vocabulary[^1], "never seen", "\u00ff\u20ac\ud83d\ude00"];
            string[] missing = ["", .. graph.Signature.Missing.Categorical];
            return categories.Take(input.Rows).Select((category, row) => category switch
            {
                CategoryNumber.Missing => missing[row % missing.Length],
                CategoryNumber.Unseen => unseen[row % unseen.Length],
                _ => vocabulary[category],
            }).ToArray();
        });
        return new ForeignRows(graph.Signature, input.Numbers, [.. texts], input.Rows);
    }

    /// <summary>Whether one float32 tensor can hold a row.</summary>
    public bool FitOneTensor => Texts.Length == 0 && Signature.Numeric.All(column => column.Type == NumericType.Single);

    /// <summary>All numbers as one tensor, row by row.</summary>
    public float[] Features => [.. Enumerable.Range(0, Count).SelectMany(row => Numbers.Select(column => (float)column[row]))];
}
