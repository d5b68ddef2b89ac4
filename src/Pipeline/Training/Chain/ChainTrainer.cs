using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Training.Chain;

/// <summary>Fits the chain of a config on the training rows and nothing else.</summary>
internal static class ChainTrainer
{
    /// <summary>Fits imputation, encoding, normalizer, model and calibrator.</summary>
    /// <param name="config">The run.</param>
    /// <param name="batch">All rows, numbers read as Double; its numbers get the types of the model.</param>
    /// <param name="trainRows">Numbers of the training rows.</param>
    /// <exception cref="DataException">A class or a column has nothing to learn from, or a column has a name of the chain's own.</exception>
    /// <exception cref="ConfigException">A column needs Double and no normalizer follows.</exception>
    public static FitResult Fit(RunConfig config, RowBatch batch, int[] trainRows) => Fit(config, batch, new FitRows(trainRows));

    /// <summary>The same, with rows to look at and scores to calibrate on.</summary>
    public static FitResult Fit(RunConfig config, RowBatch batch, FitRows rows)
    {
        var trainRows = rows.Train;
        var statistics = StatisticsOfColumns.Compute(batch, trainRows);
        ChainColumns.Require(statistics.Numeric.Select(column => column.Name).Concat(statistics.Categorical.Select(column => column.Name)));
        DistinctColumns.Require(config.Data.AllowDistinct, statistics);
        var classes = Labels.Classes(config, batch);
        Targets.Check(config, batch, trainRows);
        var prior = Labels.Prior(batch, trainRows, classes);
        var constant = config.Task == TaskKind.Regression ? Labels.ConstantTarget(batch, trainRows) : null;
        if (config.Data.Weight is not null)
            trainRows = RowsThatWeigh(batch, trainRows);
        var fitted = config.Data.Weight is null ? statistics : WeightedStatistics.Of(batch, trainRows);
        var numeric = NumericTypes.Decide(fitted, config.Data, config.Normalize);
        batch.Retype(ReadSchemas.Typed(batch.Schema, numeric));

        var ml = new MLContext(config.Seed);
        // What else is made draws from a stream of its own: the model is the same whatever a calibrator sees.
        var apart = new MLContext(config.Seed);
        var data = BatchView.ForTraining(batch, trainRows, classes, config.Task == TaskKind.Binary);
        var features = new FeatureChain(ml, config, fitted, numeric).Build().Fit(data);
        string[] kept = config.Data.Weight is null ? [ChainColumns.Features, BatchView.LabelColumn] : [ChainColumns.Features, BatchView.LabelColumn, BatchView.WeightColumn];
        var cached = ml.Data.Cache(features.Transform(data), kept);
        var seen = new TrainingData(cached, Validation(), Calibration()) { CalibrateOnValidation = rows.CalibrateOnValidation };
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
            Form = config.Data.Form(),
        };
        var inputs = BatchView.OfFeatures(new RowBatch(ReadSchemas.ForScoring(signature, []))).Schema;
        FittedModel Join(ModelSignature s, params IReadOnlyList<ITransformer> predictor) =>
            new(new TransformerChain<ITransformer>([.. (IEnumerable<ITransformer>)features, .. predictor]), inputs, s);

        var choice = TrainerChoice.From(config.Model, config.Task, config.Seed, config.Data.Weight is not null);
        var failures = new FitFailures(choice, statistics, config.Task == TaskKind.Multiclass ? RowsByClass(batch, trainRows, classes) : [], cached) { ConstantTarget = constant };
        LightGbmLoading.Fit(choice, cached);
        if (config.Task == TaskKind.Binary)
        {
            var fit = Learn(failures, () => BinaryTrainers.Fit(ml, choice, seen));
            RequireAnswers(failures, fit.WithThreshold(0).Aggregate((IDataView)cached, (view, step) => step.Transform(view)));
            FittedModel Decide(double threshold) =>
                Join(signature with { Threshold = threshold }, fit.WithThreshold(ScoreThreshold.Of(fit.Calibrator, threshold)));
            return new FitResult(Decide(0.5), statistics, prior, Decide) { Calibrate = fit.Calibrator.PredictProbability };
        }
        if (config.Task == TaskKind.Regression)
        {
            var regression = Learn(failures, () => RegressionTrainers.Fit(ml, choice, seen));
            RequireAnswers(failures, regression.Transform(cached));
            return new FitResult(Join(signature, regression), statistics, prior, null) { ConstantTarget = constant };
        }
        var predictor = Learn(failures, () => MulticlassTrainers.Fit(ml, choice, seen));
        RequireAnswers(failures, predictor.Transform(cached));
        var text = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(predictor.Transform(cached));
        return new FitResult(Join(signature, predictor, text), statistics, prior, null);

        IDataView? Validation() => rows.Validation.Length == 0 ? null
            : apart.Data.Cache(features.Transform(BatchView.ForTraining(batch, rows.Validation, classes, config.Task == TaskKind.Binary)), kept);

        IDataView? Calibration()
        {
            if (rows.Calibration is not { } scores)
                return null;
            var labels = batch.TextArray(batch.Schema.IndexOf(FieldKind.Label));
            var weight = batch.Schema.IndexOf(FieldKind.Weight);
            return TrainingData.OfScores(apart, scores.Score, Array.ConvertAll(scores.Rows, row => labels[row] == classes[1]),
                Array.ConvertAll(scores.Rows, row => weight < 0 ? 1f : (float)batch.NumberArray(weight)[row]));
        }
    }

    /// <summary>Fits, and turns what ML.NET throws in the middle of it into words.</summary>
    private static T Learn<T>(FitFailures failures, Func<T> fit)
    {
        try
        {
            return fit();
        }
        catch (Exception error) when (IsOfTheTrainer(error.GetBaseException()))
        {
            throw failures.Of(error.GetBaseException());
        }
    }

    private static bool IsOfTheTrainer(Exception error) => error is not PipelineException and not OperationCanceledException
        && (error is ArgumentException or InvalidOperationException or OutOfMemoryException
            || error.Source?.StartsWith("Microsoft.ML", StringComparison.Ordinal) == true);

    /// <summary>The types that training rows give numeric columns.</summary>
    /// <exception cref="ConfigException">A column needs Double and no normalizer follows.</exception>
    internal static IReadOnlyList<NumericColumn> TypesOf(RunConfig config, RowBatch batch, int[] trainRows) => NumericTypes.Decide(
        config.Data.Weight is null ? StatisticsOfColumns.Compute(batch, trainRows) : WeightedStatistics.Of(batch, RowsThatWeigh(batch, trainRows)), config.Data, config.Normalize);

    /// <summary>
    /// Some trainers come out of rows that tell nothing, or of a fit that ran away, with a model all the same: a forest without a tree
    /// divides 0 by 0, boosted trees and additive models without one answer 0 for every row, and a linear model whose weights are all 0
    /// answers its bias.
    /// </summary>
    private static void RequireAnswers(FitFailures failures, IDataView scored)
    {
        if ((failures.Of(scored) ?? failures.OfConstant(scored)) is { } failure)
            throw failure;
    }

    private static int[] RowsThatWeigh(RowBatch batch, int[] rows)
    {
        var weights = batch.NumberArray(batch.Schema.IndexOf(FieldKind.Weight));
        return [.. rows.Where(row => weights[row] > 0)];
    }

    private static IReadOnlyList<CategoryCount> RowsByClass(RowBatch batch, int[] rows, IReadOnlyList<string> classes)
    {
        var labels = batch.TextArray(batch.Schema.IndexOf(FieldKind.Label));
        var counts = rows.CountBy(row => labels[row], StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. classes.Select(text => new CategoryCount(text, counts.GetValueOrDefault(text)))];
    }
}
