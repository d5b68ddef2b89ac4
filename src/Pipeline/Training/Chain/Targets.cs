using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Training.Chain;

/// <summary>
/// Holds the targets of a regression to what a trainer can take. ML.NET carries targets and scores as float32, so the rule of features
/// (<see cref="NumericTypes"/>) holds for them: targets whose float32 neighbours are further apart than 1e-4 of their standard
/// deviation would come out as one and the same number.
/// </summary>
internal static class Targets
{
    /// <summary>Checks the targets of the training rows.</summary>
    /// <exception cref="DataException">They are beyond float32, or not for this trainer.</exception>
    public static void Check(RunConfig config, RowBatch batch, int[] rows)
    {
        if (config.Task != TaskKind.Regression)
            return;
        var where = $"column {DataText.Name(config.Data.Label.Column)}";
        var targets = batch.NumberArray(batch.Schema.IndexOf(FieldKind.Target));
        CheckRange(where, batch, targets);
        CheckSpacing(where, StatisticsOfColumns.Numeric(config.Data.Label.Column, targets, rows));
        CheckSign(where, config.Model.Trainer, targets, rows);
    }

    /// <summary>Held-out rows too: no figure could be taken of them.</summary>
    private static void CheckRange(string where, RowBatch batch, double[] targets)
    {
        var beyond = Enumerable.Range(0, batch.Count).Where(row => Math.Abs(targets[row]) > float.MaxValue).ToList();
        if (beyond.Count > 0)
        {
            throw new DataException(
                $"{batch.OriginOf(beyond[0])}, {where}",
                FormattableString.Invariant($"{targets[beyond[0]]:R}; of all rows {beyond.Count:N0} are beyond float32"),
                FormattableString.Invariant($"targets within ±{float.MaxValue:R}, as trainers take them"), "Scale the target, or leave those rows out.");
        }
    }

    private static void CheckSpacing(string where, NumericStatistics target)
    {
        if (!NumericTypes.Needs(target))
            return;
        var spread = FormattableString.Invariant($"targets with mean {target.Mean:R} and standard deviation {Math.Sqrt(target.Variance):R}");
        var spacing = FormattableString.Invariant($"{NumericTypes.Spacing(target.Mean):R} apart there");
        throw new DataException(
            where, $"{spread}: float32 numbers, as trainers take them and scores are, are {spacing}",
            "targets that float32 can tell apart: a spacing of at most 1e-4 of the standard deviation",
            FormattableString.Invariant($"Subtract an offset from the column upstream, such as {Math.Round(target.Mean):R}, and add it to the scores."));
    }

    /// <summary>Poisson and Tweedie models are of counts and amounts, which are never below 0.</summary>
    private static void CheckSign(string where, string trainer, double[] targets, int[] rows)
    {
        if (TrainerCatalog.Find(TaskKind.Regression, trainer) is not { NeedsTargetsFromZero: true })
            return;
        var below = rows.Count(row => targets[row] < 0);
        if (below > 0)
        {
            throw new DataException(where, FormattableString.Invariant($"{below:N0} training rows below 0"),
                $"targets of 0 or more, as {trainer} needs them", "Take another trainer, or leave those rows out.");
        }
    }
}
