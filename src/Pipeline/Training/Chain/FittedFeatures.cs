using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration.Records;
using Pipeline.Graph.MlNet;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Training.Features;

namespace Pipeline.Training.Chain;

/// <summary>How the rows of a fit come by their features.</summary>
internal enum FeatureRoad
{
    /// <summary>Through ML.NET's own steps, row by row.</summary>
    MlNet,

    /// <summary>Through the compiled steps, on all cores, into a matrix: the same numbers, in the same form, in a fraction of the time.</summary>
    Compiled,
}

/// <summary>What the feature steps of a chain are fitted on.</summary>
/// <param name="Ml">ML.NET; steps that are made draw from its random stream.</param>
/// <param name="Config">The run.</param>
/// <param name="Statistics">What the rows to learn from say of the columns.</param>
/// <param name="Signature">What goes in and comes out.</param>
/// <param name="Inputs">The columns that the chain takes.</param>
/// <param name="Batch">All rows.</param>
/// <param name="Train">Numbers of the rows to learn from.</param>
/// <param name="Work">How many threads, and what stops it.</param>
internal sealed record FeatureFit(
    MLContext Ml, RunConfig Config, ColumnStatistics Statistics, ModelSignature Signature, DataViewSchema Inputs, RowBatch Batch, int[] Train,
    ParallelOptions Work)
{
    /// <summary>The road that a config takes: ML.NET's own where a normalizer scales categories, whose zeros it keeps in a form of its own.</summary>
    public FeatureRoad Road => Config.Normalize.Scope == NormalizeScope.Features && Config.Normalize.Method != NormalizeMethod.None
        && Statistics.Categorical.Any(column => column.Categories.Count > 0) ? FeatureRoad.MlNet : FeatureRoad.Compiled;

    private bool IsBinary => Config.Task == TaskKind.Binary;

    /// <summary>Fits the steps.</summary>
    public FittedFeatures Fit(FeatureRoad road) => road == FeatureRoad.MlNet ? ByMlNet() : Compiled();

    private FittedFeatures ByMlNet()
    {
        var data = View(Train);
        var steps = new FeatureChain(Ml, Config, Statistics, Signature.Numeric).Build().Fit(data);
        string[] kept = Config.Data.Weight is null
            ? [ChainColumns.Features, ChainColumns.Label] : [ChainColumns.Features, ChainColumns.Label, ChainColumns.Weight];
        IDataView Cached(MLContext ml, IDataView rows) => ml.Data.Cache(steps.Transform(rows), kept);
        // What else is made draws from a stream of its own: the model is the same whatever a calibrator sees.
        return new FittedFeatures(steps, Cached(Ml, data), rows => Cached(new MLContext(Config.Seed), View(rows)));
    }

    /// <summary>
    /// The steps are fitted on a few rows that hold every category, the normalizers on columns of numbers. Whatever draws from ML.NET's
    /// random stream on its own road is made here too, in the same order: a trainer gets the same numbers from it.
    /// </summary>
    private FittedFeatures Compiled()
    {
        var few = View(RowsOfEachCategory());
        var steps = new FeatureChain(Ml, Config, Statistics, Signature.Numeric, new RawColumns(Batch, Train, Work.CancellationToken)).Build().Fit(few);
        var schema = Ml.Data.Cache(steps.Transform(few)).Schema;
        var blocks = ChainCompiler.CompileFeatures(new FittedModel(steps, Inputs, Signature));
        var together = Config.Normalize.Scope == NormalizeScope.Features && Config.Normalize.Method != NormalizeMethod.None
            ? blocks.Where(block => block is not Graph.FeatureBlock.Numeric { Type: NumericType.Double }).Sum(block => block.Width) : 0;
        var form = new VectorForm(blocks, together);
        return new FittedFeatures(steps, Rows(Train), Rows);

        IDataView Rows(int[] rows)
        {
            var view = View(rows);
            var matrix = FeatureMatrix.Of(blocks, form, new FeatureColumns(blocks, Batch, rows), Work);
            float[]? weights = Config.Data.Weight is null ? null : [.. view.GetColumn<float>(ChainColumns.Weight)];
            return new FeatureRows(schema, matrix, Labels(view), weights, Work.CancellationToken);
        }
    }

    private Array Labels(IDataView view) => Config.Task switch
    {
        TaskKind.Binary => view.GetColumn<bool>(ChainColumns.Label).ToArray(),
        TaskKind.Multiclass => view.GetColumn<uint>(ChainColumns.Label).ToArray(),
        _ => view.GetColumn<float>(ChainColumns.Label).ToArray(),
    };

    private BatchView View(int[] rows) => BatchView.ForTraining(Batch, rows, Signature.Classes, IsBinary);

    /// <summary>The first row, and of each column of categories the first row of each and the first that has none, in order.</summary>
    private int[] RowsOfEachCategory()
    {
        var chosen = new SortedSet<int> { 0 };
        foreach (var column in Batch.Schema.Columns.Index().Where(column => column.Item.Kind == FieldKind.Category).Select(column => column.Index))
        {
            var texts = Batch.TextArray(column);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < Train.Length; i++)
            {
                if (seen.Add(texts[Train[i]]))
                    chosen.Add(i);
            }
        }
        return [.. chosen.Select(i => Train[i])];
    }
}

/// <summary>The feature steps of a chain, fitted, and the rows behind them as trainers take them.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Rows">Features, label and weight of the rows to learn from.</param>
/// <param name="Of">The same of other rows, by number.</param>
internal sealed record FittedFeatures(ITransformer Steps, IDataView Rows, Func<int[], IDataView> Of);
