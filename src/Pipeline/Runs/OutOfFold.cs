using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Training.Chain;
using Pipeline.Training.Rows;

namespace Pipeline.Runs;

/// <summary>
/// Scores of the training rows, each by a chain that was fitted without it: imputation, encoding, normalizer and model are fitted
/// anew in every fold (cross-fitting; Stone 1974). What is chosen on them does not know the rows by heart.
/// </summary>
/// <param name="Rows">Row numbers, fold by fold.</param>
/// <param name="Predictions">What the folds' chains say of them, in that order; probabilities where the trainer has a calibrator of its own.</param>
internal sealed record OutOfFold(int[] Rows, Predictions Predictions)
{
    private const string WayOut = "Or set $.scoring.fitOn, or state the threshold as a number with a trainer that has a calibrator of its own.";

    /// <summary>Fits the folds.</summary>
    /// <param name="config">The run.</param>
    /// <param name="table">Its rows; their numbers get the types of the model.</param>
    /// <param name="progress">Hears which fold it is at.</param>
    /// <param name="cancel">Stops it between folds, and leaves one behind.</param>
    /// <exception cref="DataException">A fold has nothing to learn from.</exception>
    public static OutOfFold Measure(RunConfig config, TrainingTable table, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var (batch, train) = (table.Batch, table.Split.Train);
        RequireEnough(batch, train);
        var folds = Folds.Of(config.Split, config.Seed, batch, train);
        var typed = Typed(config, batch, train);
        var rows = new List<int>(train.Length);
        Predictions? predictions = null;
        foreach (var (i, fold) in folds.Index())
        {
            if (fold.Held.Length == 0)
                continue;
            if (fold.Train.Length == 0)
            {
                throw new DataException("$.split.gap", FormattableString.Invariant(
                    $"{config.Split.Gap}, which leaves fold {i + 1} of {folds.Count} no row to learn from"), "a gap that is shorter than the folds",
                    "Shorten the gap, give more rows, or set $.scoring.fitOn.");
            }
            var fit = Fit(typed, table, fold, (i, folds.Count), progress, cancel);
            using var compiled = CompiledModel.Compile(fit.Model);
            var held = compiled.Score(batch.Select(fold.Held));
            predictions ??= compiled.NewPredictions();
            predictions.Add(held);
            rows.AddRange(fold.Held);
        }
        return new OutOfFold([.. rows], predictions!);
    }

    /// <summary>A fold without a row of a class says nothing of it.</summary>
    private static void RequireEnough(RowBatch batch, int[] train)
    {
        var labels = batch.TextArray(batch.Schema.IndexOf(FieldKind.Label));
        var weight = batch.Schema.IndexOf(FieldKind.Weight);
        var weighing = weight < 0 ? train : Array.FindAll(train, row => batch.NumberArray(weight)[row] > 0);
        var absent = train.Select(row => labels[row]).Distinct(StringComparer.Ordinal).Except(
            weighing.Select(row => labels[row]), StringComparer.Ordinal).FirstOrDefault();
        if (absent is not null)
            throw new DataException("the training rows", $"none of class {DataText.Quote(absent)} that weighs something", "rows of every class",
                "Look at $.data.weight.");
        var (name, count) = weighing.CountBy(row => labels[row], StringComparer.Ordinal).MinBy(pair => pair.Value);
        if (count < Folds.Count)
        {
            throw new DataException("the training rows", FormattableString.Invariant($"{count} of class {DataText.Quote(name)}"),
                FormattableString.Invariant($"at least {Folds.Count} rows of each class, one for each fold that the threshold or the calibrator is fitted on"),
                    WayOut);
        }
    }

    /// <summary>The types of columns are decided once, by all training rows: a batch has one type a column.</summary>
    private static RunConfig Typed(RunConfig config, RowBatch batch, int[] train)
    {
        var types = ChainTrainer.TypesOf(config, batch, train).ToLookup(column => column.Type, column => column.Name);
        return config with
        {
            Data = config.Data with
            {
                AsDouble = [.. types[NumericType.Double]],
                AsSingle = [.. types[NumericType.Single]],
                // Whether a column tells its rows apart is a matter of all training rows.
                AllowDistinct = [.. batch.Schema.Columns.Where(column => column.Kind == FieldKind.Category).Select(column => column.Name)],
            },
            Scoring = config.Scoring with { Threshold = new ThresholdRule(ThresholdKind.Fixed, 0.5) },
        };
    }

    private static FitResult Fit(
        RunConfig config, TrainingTable table, Fold fold, (int Number, int Of) place, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        try
        {
            var rows = new FitRows(fold.Train) { Validation = config.Model.EarlyStopping is null ? [] : table.Split.Validation };
            var stage = FormattableString.Invariant($"training fold {place.Number + 1} of {place.Of}");
            return WatchedFit.Run(stage, config, table.Batch, rows, progress, cancel);
        }
        catch (DataException error)
        {
            throw new DataException([.. error.Problems.Select(problem => problem with
            {
                Where = FormattableString.Invariant($"fold {place.Number + 1} of {Folds.Count}, {problem.Where}"),
                Remedy = $"{problem.Remedy} {WayOut}".TrimStart(),
            })], error.Total, error);
        }
    }
}
