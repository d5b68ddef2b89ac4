using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration.Records;
using Pipeline.Graph.MlNet;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Training.Features;

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
    public static FitResult Fit(RunConfig config, RowBatch batch, FitRows rows) => Fit(config, batch, rows, null);

    /// <summary>The same by a road of choice, which changes no bit of what comes out.</summary>
    internal static FitResult Fit(RunConfig config, RowBatch batch, FitRows rows, FeatureRoad? road)
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
        var ml = new MLContext(config.Seed);
        rows.Watch?.Look(ml);
        var work = new ParallelOptions { MaxDegreeOfParallelism = rows.Threads, CancellationToken = rows.Cancel };
        var fit = new FeatureFit(ml, config, fitted, signature, inputs, batch, trainRows, work);
        var features = fit.Fit(road ?? fit.Road);
        var seen = new TrainingData(features.Rows, rows.Validation.Length == 0 ? null : features.Of(rows.Validation), Calibration())
        {
            CalibrateOnValidation = rows.CalibrateOnValidation,
        };
        FittedModel Join(ModelSignature s, params IReadOnlyList<ITransformer> predictor) =>
            new(new TransformerChain<ITransformer>([.. (IEnumerable<ITransformer>)features.Steps, .. predictor]), inputs, s);

        var choice = TrainerChoice.From(config.Model, config.Task, config.Seed, config.Data.Weight is not null);
        var byClass = config.Task == TaskKind.Multiclass ? RowsByClass(batch, trainRows, classes) : [];
        var failures = new FitFailures(choice, statistics, byClass, features.Rows) { ConstantTarget = constant };
        LightGbmLoading.Fit(choice, features.Rows);
        TreeThreads.Set(choice, config.Task, trainRows.Length, rows.Threads);
        var portions = RowPortions.Set(choice, config.Task, trainRows.Length);
        if (config.Task == TaskKind.Binary)
        {
            var binary = Learn(failures, () => BinaryTrainers.Fit(ml, choice, seen));
            FittedModel Decide(double threshold) =>
                Join(signature with { Threshold = threshold }, binary.WithThreshold(ScoreThreshold.Of(binary.Calibrator, threshold)));
            return new FitResult(RequireAnswers(Decide(0.5)), statistics, prior, Decide)
            {
                Calibrate = binary.Calibrator.PredictProbability,
                Portions = portions,
            };
        }
        if (config.Task == TaskKind.Regression)
        {
            var regression = Learn(failures, () => RegressionTrainers.Fit(ml, choice, seen));
            return new FitResult(RequireAnswers(Join(signature, regression)), statistics, prior, null) { ConstantTarget = constant, Portions = portions };
        }
        var predictor = Learn(failures, () => MulticlassTrainers.Fit(ml, choice, seen));
        var text = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(predictor.Transform(features.Rows));
        return new FitResult(RequireAnswers(Join(signature, predictor, text)), statistics, prior, null) { Portions = portions };

        // Some trainers come out of rows that tell nothing, or of a fit that ran away, with a model all the same: a forest without a
        // tree divides 0 by 0, boosted trees and additive models without one answer 0 for every row, and a linear model whose weights
        // are all 0 answers its bias.
        FittedModel RequireAnswers(FittedModel model)
        {
            var graph = ChainCompiler.Compile(model);
            var answers = Answers.Of(graph, new FeatureColumns(graph.Blocks, batch, trainRows), work);
            return failures.Of(answers) is { } failure ? throw failure : model;
        }

        IDataView? Calibration()
        {
            if (rows.Calibration is not { } scores)
                return null;
            var labels = batch.TextArray(batch.Schema.IndexOf(FieldKind.Label));
            var weight = batch.Schema.IndexOf(FieldKind.Weight);
            // Drawn from no stream: the model is the same whatever a calibrator sees.
            var apart = new MLContext(config.Seed);
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
        config.Data.Weight is null ? StatisticsOfColumns.Compute(batch, trainRows) : WeightedStatistics.Of(batch, RowsThatWeigh(batch, trainRows)),
        config.Data, config.Normalize);

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
