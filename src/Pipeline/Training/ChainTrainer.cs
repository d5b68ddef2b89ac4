using System.Globalization;
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
    public static FitResult Fit(RunConfig config, RowBatch batch, int[] trainRows) => Fit(config, batch, new FitRows(trainRows));

    /// <summary>The same, with rows to look at and scores to calibrate on.</summary>
    public static FitResult Fit(RunConfig config, RowBatch batch, FitRows rows)
    {
        var trainRows = rows.Train;
        var statistics = StatisticsOfColumns.Compute(batch, trainRows);
        ChainColumns.Require(statistics.Numeric.Select(column => column.Name).Concat(statistics.Categorical.Select(column => column.Name)));
        DistinctColumns.Require(config.Data, statistics);
        var numeric = NumericTypes.Decide(statistics, config.Data, config.Normalize);
        var classes = Labels.Classes(config, batch);
        Labels.CheckTarget(config, batch, trainRows);
        var prior = Labels.Prior(batch, trainRows, classes);
        var constant = config.Task == TaskKind.Regression ? Labels.ConstantTarget(batch, trainRows) : null;
        batch.Retype(ReadSchemas.Typed(batch.Schema, numeric));

        var ml = new MLContext(config.Seed);
        var data = BatchView.ForTraining(batch, trainRows, classes, config.Task == TaskKind.Binary);
        var features = new FeatureChain(ml, config, statistics, numeric).Build().Fit(data);
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
            Form = ReadSchemas.FormOf(config.Data),
        };
        var inputs = BatchView.OfFeatures(new RowBatch(ReadSchemas.ForScoring(signature, []))).Schema;
        FittedModel Join(ModelSignature s, params IReadOnlyList<ITransformer> predictor) =>
            new(new TransformerChain<ITransformer>([.. (IEnumerable<ITransformer>)features, .. predictor]), inputs, s);

        var choice = TrainerChoice.From(config.Model, config.Task, config.Seed, config.Data.Weight is not null);
        if (config.Task == TaskKind.Binary)
        {
            var fit = Learn(choice, null, () => BinaryTrainers.Fit(ml, choice, seen));
            RequireAnswers(choice, null, fit.WithThreshold(0).Aggregate((IDataView)cached, (view, step) => step.Transform(view)));
            FittedModel Decide(double threshold) =>
                Join(signature with { Threshold = threshold }, fit.WithThreshold(ScoreThreshold.Of(fit.Calibrator, threshold)));
            return new FitResult(Decide(0.5), statistics, prior, Decide) { Calibrate = fit.Calibrator.PredictProbability };
        }
        if (config.Task == TaskKind.Regression)
        {
            var regression = Learn(choice, constant, () => RegressionTrainers.Fit(ml, choice, seen));
            RequireAnswers(choice, constant, regression.Transform(cached));
            return new FitResult(Join(signature, regression), statistics, prior, null) { ConstantTarget = constant };
        }
        var predictor = Learn(choice, null, () => MulticlassTrainers.Fit(ml, choice, seen));
        RequireAnswers(choice, null, predictor.Transform(cached));
        var text = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(predictor.Transform(cached));
        return new FitResult(Join(signature, predictor, text), statistics, prior, null);

        IDataView? Validation() => rows.Validation.Length == 0 ? null
            : ml.Data.Cache(features.Transform(BatchView.ForTraining(batch, rows.Validation, classes, config.Task == TaskKind.Binary)), kept);

        IDataView? Calibration()
        {
            if (rows.Calibration is not { } scores)
                return null;
            var labels = batch.TextArray(batch.Schema.IndexOf(FieldKind.Label));
            var weight = batch.Schema.IndexOf(FieldKind.Weight);
            return TrainingData.OfScores(ml, scores.Score, Array.ConvertAll(scores.Rows, row => labels[row] == classes[1]),
                Array.ConvertAll(scores.Rows, row => weight < 0 ? 1f : (float)batch.NumberArray(weight)[row]));
        }
    }

    /// <summary>
    /// Some of ML.NET's trainers end in the middle of themselves where the rows give them nothing: LightGBM's trees of a single
    /// leaf are an ArgumentNullException.
    /// </summary>
    private static T Learn<T>(TrainerChoice choice, double? constantTarget, Func<T> fit)
    {
        try
        {
            return fit();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw NothingLearnt(choice, constantTarget, $"ML.NET: {error.Message}", error);
        }
    }

    /// <summary>
    /// Others come out of such rows with a model: a forest without a tree divides 0 by 0, boosted trees and additive models without
    /// one answer 0 for every row, and a linear model whose weights are all 0 answers its bias.
    /// </summary>
    private static void RequireAnswers(TrainerChoice choice, double? constantTarget, IDataView scored)
    {
        var answers = scored.Schema["Score"].Type is VectorDataViewType
            ? scored.GetColumn<VBuffer<float>>("Score").Select(scores => scores.DenseValues().ToArray())
            : scored.GetColumn<float>("Score").Select(score => new[] { score });
        float[]? first = null;
        var constant = true;
        foreach (var answer in answers)
        {
            if (answer.Any(float.IsNaN))
                throw NothingLearnt(choice, constantTarget, "ML.NET: a score of a training row is NaN", null);
            first ??= answer;
            constant = constant && answer.AsSpan().SequenceEqual(first);
        }
        // A target that is the same everywhere has one right answer, which some trainers give.
        if (constant && first is not null && !(constantTarget is { } target && (float)target == first[0]))
            throw NothingLearnt(choice, constantTarget, $"it answers {DataText.Join(first.Select(score => score.ToString("R", CultureInfo.InvariantCulture)))} for every training row", null);
    }

    private static DataException NothingLearnt(TrainerChoice choice, double? constantTarget, string reason, Exception? cause) => constantTarget is { } target
        ? new DataException("the training rows", FormattableString.Invariant($"the target {target:R} in every row, and a model that does not answer it ({choice.Name}: {reason})"), "a target that differs between rows",
            "Look at $.data.label.column, and at which rows the split holds out.", cause)
        : new DataException("the training rows", $"nothing that {choice.Name} could learn from ({reason})", "rows and features that tell the labels apart",
            "Give more rows, look for columns that are constant or huge, or look at the limits in $.model.options, such as the fewest rows of a leaf.", cause);
}
