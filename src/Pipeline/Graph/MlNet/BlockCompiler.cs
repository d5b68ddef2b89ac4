using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Graph.MlNet;

/// <summary>
/// The blocks of the feature vector, in its order: Single numbers, Double numbers, indicators, categories; where the whole vector
/// is scaled at once, the Double numbers, which are scaled on their own, come last.
/// </summary>
internal sealed class BlockCompiler(
    FittedModel model, ITransformer features, ProbeRow probe, Dictionary<string, double[]> fills, Dictionary<string, Scaler> scalers)
{
    private readonly ModelSignature signature = model.Signature;
    private readonly DataViewSchema schema = features.GetOutputSchema(model.InputSchema);

    public IReadOnlyList<FeatureBlock> Compile()
    {
        var single = Numbers(NumericType.Single, ChainColumns.Numeric);
        var wide = Numbers(NumericType.Double, ChainColumns.NumericDouble);
        List<FeatureBlock> others = [.. Indicators(), .. Categories()];
        if (!scalers.TryGetValue(ChainColumns.Scaled, out var scaler))
            return Checked([.. single, .. wide, .. others]);
        return Checked([.. WholeScaler.Share([.. single, .. others], scaler), .. wide]);
    }

    private List<FeatureBlock> Numbers(NumericType type, string vector)
    {
        var columns = signature.Numeric.Index().Where(column => column.Item.Type == type).Select(column => column.Index).ToArray();
        return columns.Length == 0 ? [] : [new FeatureBlock.Numeric(type, columns, fills[vector], scalers.GetValueOrDefault(vector))];
    }

    private List<FeatureBlock> Indicators()
    {
        var columns = signature.Numeric.Index()
            .Where(column => schema.GetColumnOrNull(ChainColumns.Indicator(column.Item.Name)) is not null).Select(column => column.Index).ToArray();
        return columns.Length == 0 ? [] : [new FeatureBlock.Missing(columns, null)];
    }

    private IEnumerable<FeatureBlock> Categories()
    {
        for (var i = 0; i < signature.Categorical.Count; i++)
        {
            var name = ChainColumns.Encoded(signature.Categorical[i]);
            if (schema.GetColumnOrNull(name) is not { } column)
                continue;
            VBuffer<ReadOnlyMemory<char>> slots = default;
            column.GetSlotNames(ref slots);
            var vocabulary = slots.DenseValues().Select(slot => slot.ToString()).ToList();
            yield return new FeatureBlock.OneHot(i, vocabulary, Array.IndexOf(probe.Send(features, name), 1.0), null);
        }
    }

    /// <summary>The blocks, if they are as wide as the vector that the model takes.</summary>
    private FeatureBlock[] Checked(FeatureBlock[] blocks)
    {
        var width = ((VectorDataViewType)schema[ChainColumns.Features].Type).Size;
        return blocks.Sum(block => block.Width) == width
            ? blocks
            : throw new ArtifactException(ChainColumns.Features, FormattableString.Invariant($"{width} slots"),
                FormattableString.Invariant($"the {blocks.Sum(block => block.Width)} slots of the signature's columns"));
    }
}
