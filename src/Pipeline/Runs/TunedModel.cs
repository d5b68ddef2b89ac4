using Pipeline.Artifacts;
using Pipeline.Configuration.Checks;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Training.Chain;
using Pipeline.Training.Rows;

namespace Pipeline.Runs;

/// <summary>The model of a run: fitted on its training rows, calibrated and decided on the rows that the config says.</summary>
/// <param name="Fit">The fitted chain and what the training rows say.</param>
/// <param name="Model">The same chain with its threshold.</param>
/// <param name="Tuning">Of which rows calibrator and threshold are; null where neither was fitted.</param>
internal sealed record TunedModel(FitResult Fit, FittedModel Model, TuningRecord? Tuning)
{
    /// <summary>Fits it.</summary>
    /// <exception cref="CheckException">No threshold reaches what the rule asks for.</exception>
    public static TunedModel Of(RunConfig config, TrainingTable table, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var split = table.Split;
        // What is wrong with the labels is wrong with all of them: it is told before a fold meets it.
        _ = Labels.Classes(config, table.Batch);
        FitOn? fitOn = Conditions.FitsScores(config) ? config.Scoring.FitOn : null;
        var folds = fitOn == FitOn.OutOfFold ? OutOfFold.Measure(config, table, progress, cancel) : null;
        RequireValidation(split, "$.scoring.fitOn", fitOn == FitOn.Validation);
        RequireValidation(split, "$.model.earlyStopping", config.Model.EarlyStopping is not null);
        var fit = WatchedFit.Run("training", config, table.Batch, new FitRows(split.Train)
        {
            Validation = split.Validation,
            CalibrateOnValidation = fitOn == FitOn.Validation,
            Calibration = folds is null ? null : new CalibrationScores(folds.Rows, folds.Predictions.Score.ToArray()),
        }, progress, cancel);
        if (fit.Decide is null)
            return new TunedModel(fit, fit.Model, null);
        int[] rows = fitOn switch { null => [], FitOn.OutOfFold => folds!.Rows, FitOn.Validation => split.Validation, _ => split.Train };
        var tuning = fitOn is { } rowsOf ? new TuningRecord(EnumForm.Text(rowsOf), rows.Length, rowsOf == FitOn.OutOfFold ? Folds.Count : 0) : null;
        var rule = config.Scoring.Threshold;
        if (rule.Kind == ThresholdKind.Fixed)
            return new TunedModel(fit, fit.Decide(rule.Value), tuning);
        var truth = TruthCollector.Of(table.Batch, fit.Model.Signature.Classes, rows);
        return new TunedModel(fit, fit.Decide(ThresholdChooser.Choose(rule, Probability(config, fit, folds, table.Batch, rows), truth)), tuning);
    }

    /// <summary>Rounds that a boosted model has: the trees of one of its scores.</summary>
    public static int Rounds(ScoringGraph graph) => graph.Model.ClassScores.Select(Trees).DefaultIfEmpty(0).Max();

    private static int Trees(ScoreNode score) => score switch
    {
        ScoreNode.TreeEnsemble ensemble => ensemble.Trees.Count,
        ScoreNode.Exponential exponential => Trees(exponential.Logarithm),
        _ => 0,
    };

    /// <summary>A fold's own probability, where its trainer calibrates itself; else what the calibrator of the model says of its score.</summary>
    private static float[] Probability(RunConfig config, FitResult fit, OutOfFold? folds, RowBatch batch, int[] rows)
    {
        if (folds is not null)
        {
            return TrainerCatalog.Find(config.Task, config.Model.Trainer)!.IsCalibrated
                ? folds.Predictions.Probability.ToArray() : Array.ConvertAll(folds.Predictions.Score.ToArray(), score => fit.Calibrate!(score));
        }
        using var compiled = CompiledModel.Compile(fit.Model);
        return compiled.Score(batch.Select(rows)).Probability.ToArray();
    }

    private static void RequireValidation(Split split, string path, bool isNeeded)
    {
        if (isNeeded && split.Validation.Length == 0)
            throw new DataException(path, "no validation row", "rows for validation", "Take a share of the training rows with split.validation.");
    }
}
