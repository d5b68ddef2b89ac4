using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration;
using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Training;

/// <summary>Fits the chain of a config on the training rows and nothing else.</summary>
public static class ChainTrainer
{
    /// <summary>Fits imputation, encoding, normalizer, model and calibrator.</summary>
    /// <param name="config">The run.</param>
    /// <param name="batch">All rows, numbers read as Double; its numbers get the types of the model.</param>
    /// <param name="trainRows">Numbers of the training rows.</param>
    /// <exception cref="DataException">A class or a column has nothing to learn from, or a column has a name of the chain's own.</exception>
    /// <exception cref="ConfigException">A column needs Double and no normalizer follows.</exception>
    public static FitResult Fit(RunConfig config, RowBatch batch, int[] trainRows)
    {
        var statistics = StatisticsOfColumns.Compute(batch, trainRows);
        ChainColumns.Require(statistics.Numeric.Select(column => column.Name).Concat(statistics.Categorical.Select(column => column.Name)));
        var numeric = NumericTypes.Decide(statistics, config.Data, config.Normalize);
        var classes = Labels.Classes(config, batch);
        Labels.CheckTarget(config, batch, trainRows);
        var prior = Labels.Prior(batch, trainRows, classes);
        batch.Retype(ReadSchemas.Typed(batch.Schema, numeric));

        var ml = new MLContext(config.Seed);
        var data = BatchView.ForTraining(batch, trainRows, classes, config.Task == TaskKind.Binary);
        var features = new FeatureChain(ml, config, statistics, numeric).Build().Fit(data);
        string[] kept = config.Data.Weight is null ? [ChainColumns.Features, BatchView.LabelColumn] : [ChainColumns.Features, BatchView.LabelColumn, BatchView.WeightColumn];
        var cached = ml.Data.Cache(features.Transform(data), kept);
        var signature = new ModelSignature
        {
            Task = config.Task,
            Label = config.Data.Label.Column,
            Classes = classes,
            Ids = config.Data.Id,
            Numeric = numeric,
            Categorical = statistics.Categorical.Select(column => column.Name).ToList(),
            Weight = config.Data.Weight,
            Missing = config.Data.Missing,
            Separator = config.Data.Separator,
            Form = ReadSchemas.FormOf(config.Data),
        };
        var inputs = BatchView.OfFeatures(new RowBatch(ReadSchemas.ForScoring(signature, []))).Schema;
        FittedModel Join(ModelSignature s, params IReadOnlyList<ITransformer> predictor) =>
            new(new TransformerChain<ITransformer>([.. (IEnumerable<ITransformer>)features, .. predictor]), inputs, s);

        var choice = TrainerChoice.From(config.Model, config.Task, config.Seed, config.Data.Weight is not null);
        if (config.Task == TaskKind.Binary)
        {
            var fit = Learn(choice, () => BinaryTrainers.Fit(ml, choice, cached));
            RequireNumbers(choice, fit.WithThreshold(0).Aggregate((IDataView)cached, (view, step) => step.Transform(view)));
            FittedModel Decide(double threshold) =>
                Join(signature with { Threshold = threshold }, fit.WithThreshold(ScoreThreshold.Of(fit.Calibrator, threshold)));
            return new FitResult(Decide(0.5), statistics, prior, Decide);
        }
        if (config.Task == TaskKind.Regression)
        {
            var regression = Learn(choice, () => RegressionTrainers.Create(ml, choice).Fit(cached));
            RequireNumbers(choice, regression.Transform(cached));
            return new FitResult(Join(signature, regression), statistics, prior, null);
        }
        var predictor = Learn(choice, () => MulticlassTrainers.Create(ml, choice).Fit(cached));
        RequireNumbers(choice, predictor.Transform(cached));
        var text = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(predictor.Transform(cached));
        return new FitResult(Join(signature, predictor, text), statistics, prior, null);
    }

    /// <summary>
    /// Some of ML.NET's trainers end in the middle of themselves where the rows give them nothing: LightGBM's trees of a single
    /// leaf are an ArgumentNullException.
    /// </summary>
    private static T Learn<T>(TrainerChoice choice, Func<T> fit)
    {
        try
        {
            return fit();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw NothingLearnt(choice, error.Message, error);
        }
    }

    /// <summary>Others come out of such rows with a model: a forest without a tree divides 0 by 0.</summary>
    private static void RequireNumbers(TrainerChoice choice, IDataView scored)
    {
        var numbers = scored.Schema["Score"].Type is VectorDataViewType
            ? scored.GetColumn<VBuffer<float>>("Score").All(scores => !scores.DenseValues().Any(float.IsNaN))
            : scored.GetColumn<float>("Score").All(score => !float.IsNaN(score));
        if (!numbers)
            throw NothingLearnt(choice, "a score of a training row is NaN", null);
    }

    private static DataException NothingLearnt(TrainerChoice choice, string reason, Exception? cause) => new(
        "the training rows", $"nothing that {choice.Name} could learn from (ML.NET: {reason})", "rows and features that tell the labels apart",
        "Give more rows, look for columns that are constant or huge, or look at the limits in $.model.options, such as the fewest rows of a leaf.", cause);
}
