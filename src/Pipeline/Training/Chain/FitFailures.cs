using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Training.Features;

namespace Pipeline.Training.Chain;

/// <summary>
/// Why a trainer did not come to a model, in the user's terms: an option that it cannot take, a fit whose numbers ran away, or rows
/// that told it nothing. ML.NET tells these apart by the text of its messages alone.
/// </summary>
/// <param name="choice">The trainer.</param>
/// <param name="statistics">What the training rows say of the features.</param>
/// <param name="classes">Multiclass: training rows by class; empty for other tasks.</param>
/// <param name="rows">The training rows with their features, as the trainer gets them.</param>
internal sealed class FitFailures(TrainerChoice choice, ColumnStatistics statistics, IReadOnlyList<CategoryCount> classes, IDataView rows)
{
    /// <summary>LightGBM takes numbers nearer to 0 than this for 0 (kZeroThreshold of its bins).</summary>
    private const double LightGbmZero = 1e-35;

    /// <summary>The square root of the greatest float32.</summary>
    private const double LargestSquared = 1.8e19;

    private const int Rare = 100;

    /// <summary>Categories of a column that may be what does not fit.</summary>
    private const int Many = 1000;

    private static readonly string[] divergence =
        ["contain invalid values (NaN or Infinite)", "loss function yielding", "non-finite weights", "best_split_info"];

    /// <summary>The error for what a trainer threw.</summary>
    public PipelineException Of(Exception error)
    {
        if (Option(error) is { } path)
        {
            return new ConfigException(
                path, $"a value that {choice.Name} cannot take (ML.NET: {error.Message})", "one that it can", "docs/config.md lists the options.", error);
        }
        if (error is OverflowException or OutOfMemoryException)
            return TooWide(error);
        if (Column() is { } column)
            return column;
        return divergence.Any(text => error.Message.Contains(text, StringComparison.Ordinal))
            ? Diverged(error.Message, error)
            : NothingLearnt($"ML.NET: {error.Message}", error);
    }

    /// <summary>The target of a regression, where it is the same in every training row; else null.</summary>
    public double? ConstantTarget { get; init; }

    /// <summary>
    /// The error for answers of which one is no finite number, or which are the same for every training row; null for others. A target
    /// that is the same everywhere has one right answer.
    /// </summary>
    public PipelineException? Of(Answers answers)
    {
        if (answers.NotFinite is { } score)
        {
            if (Column() is { } column)
                return column;
            return choice.Name == "fastForest" ? NothingLearnt("no tree splits, so the mean of their leaves is 0 / 0", null)
                : Diverged(FormattableString.Invariant($"the score of a training row is {score:R}"), null);
        }
        return answers.Always is not { } always || (ConstantTarget is { } target && (float)target == always[0]) ? null : NothingLearnt(
            $"it answers {DataText.Join(always.Select(score => score.ToString("R", CultureInfo.InvariantCulture)))} for every training row", null);
    }

    /// <summary>
    /// The error for a feature that is no finite number, which trainers leave out with its row or carry on into the scores; null where
    /// all are.
    /// </summary>
    private DataException? Column()
    {
        if (NotFinite() is not { } feature)
            return null;
        var slot = SlotName(feature.Slot);
        var value = FormattableString.Invariant($"{feature.Value:R} after the normalizer");
        // Some normalizers divide by the spread, and so 0 by 0.
        if (ChainColumns.IndicatedBy(slot) is { } indicated)
        {
            return new DataException($"column {DataText.Name(indicated)}", $"an indicator of missing values that is the same in every training row, {value}",
                "rows with a value and rows without one", "Leave the column out of $.impute.indicators, or take another $.normalize.method or scope.");
        }
        return statistics.Numeric.Any(column => column.Name == slot && column.Minimum == column.Maximum)
            ? new DataException($"column {DataText.Name(slot)}", $"the same value in every training row, {value}", "values that differ",
                "Leave the column out ($.data.ignore), or take another $.normalize.method.")
            : new DataException($"column {DataText.Name(slot)}", $"a value that is {value}, in float32", "values whose spread float32 can hold",
                "Scale the column, take it out of $.data.asSingle, or leave it out ($.data.ignore).");
    }

    /// <summary>The place of the option that an error names, or null.</summary>
    private string? Option(Exception error)
    {
        if (error.Message.Contains("LightGBM Error", StringComparison.Ordinal) && error.Message.Contains("config", StringComparison.Ordinal))
            return "$.model.options";
        if (error is not ArgumentException { ParamName: { Length: > 0 } name })
            return null;
        var option = JsonNamingPolicy.CamelCase.ConvertName(name);
        bool Has(TrainerChoice trainer) => trainer.Options?.GetType().GetField(char.ToUpperInvariant(name[0]) + name[1..]) is not null;
        return Has(choice) ? $"$.model.options.{option}" : choice.Binary is { } binary && Has(binary) ? $"$.model.binary.options.{option}" : null;
    }

    private PipelineException TooWide(Exception error)
    {
        var widest = statistics.Categorical.MaxBy(column => column.Categories.Count);
        if (error is OutOfMemoryException && (widest is null || widest.Categories.Count < Many))
        {
            return new ConfigException(
                "$.model.options", $"a fit of {choice.Name} that asks for more memory than there is ({error.Message})",
                "options that the rows and the machine can bear",
                "Lower the number of leaves, trees, bins or iterations.", error);
        }
        var distinct = FormattableString.Invariant($"{widest?.Categories.Count ?? 0:N0} distinct categories");
        return widest is null
            ? NothingLearnt(error.Message, error)
            : new DataException(
                $"column {DataText.Name(widest.Name)}", $"{distinct}, a feature each, which is more than {choice.Name} can load ({error.Message})",
                "fewer categories", "Leave the column out ($.data.ignore) where it is a name or an id; or set the option useCategoricalSplit to false.", error);
    }

    private DataException Diverged(string reason, Exception? cause)
    {
        var rare = classes.Where(row => row.Count < Rare).OrderBy(row => row.Count).ToList();
        var named = DataText.Join(rare.Select(row => FormattableString.Invariant($"{DataText.Quote(row.Value)} {row.Count:N0}")));
        var words = rare.Count == 0 ? "" : $"; classes with few training rows: {named}";
        var softMax = choice.Options is LightGbmMulticlassTrainer.Options { UseSoftmax: true } && cause is null;
        if (softMax)
            reason = "a class's score ran beyond 709, where the exponential of ML.NET's soft-max overflows";
        return new DataException(
            "the training rows", $"a fit of {choice.Name} that diverged ({reason}){words}{Huge()}",
            "a model whose scores of its own training rows are finite",
            softMax
                ? "Set useSoftmax to false, lower learningRate, raise minimumExampleCountPerLeaf or booster.minimumChildWeight, "
                    + "or leave out the classes with few rows."
                : "Lower learningRate or the weights that it starts from, raise the regularization, or normalize the features ($.normalize).", cause);
    }

    private string Huge()
    {
        var columns = statistics.Numeric.Where(column => Size(column) > LargestSquared)
            .Select(column => $"column {DataText.Name(column.Name)} reaches "
                + FormattableString.Invariant($"{Size(column):G3}, whose square float32 cannot hold")).ToList();
        return columns.Count == 0 ? "" : $"; unless normalized, {DataText.Join(columns)}";
    }

    private DataException NothingLearnt(string reason, Exception? cause)
    {
        if (ConstantTarget is { } target)
        {
            return new DataException(
                "the training rows",
                FormattableString.Invariant($"the target {target:R} in every row, and a model that does not answer it ({choice.Name}: {reason})"),
                "a target that differs between rows",
                "Look at $.data.label.column, and at which rows the split holds out.", cause);
        }
        var columns = statistics.Numeric.Where(column => column.Minimum == column.Maximum).Select(column => $"column {DataText.Name(column.Name)} is constant")
            .Concat(choice.Name == "lightGbm" ? statistics.Numeric.Where(IsTiny).Select(Tiny) : []).ToList();
        var named = columns.Count == 0 ? "" : $"; {DataText.Join(columns)}";
        return new DataException(
            "the training rows", $"nothing that {choice.Name} could learn from ({reason}){named}", "rows and features that tell the labels apart",
            "Give more rows, scale or leave out columns without a spread, or look at the limits in $.model.options, such as the fewest rows of a leaf.", cause);
    }

    private static string Tiny(NumericStatistics column) => $"column {DataText.Name(column.Name)} "
        + FormattableString.Invariant($"lies within {column.Minimum:R} and ")
        + FormattableString.Invariant($"{column.Maximum:R}: unless it is normalized, LightGBM takes numbers within 1e-35 of 0 for 0");

    private static bool IsTiny(NumericStatistics column) => column.Minimum < column.Maximum && Size(column) < LightGbmZero;

    private static double Size(NumericStatistics column) => Math.Max(Math.Abs(column.Minimum), Math.Abs(column.Maximum));

    /// <summary>The first feature that is not finite, and its slot.</summary>
    private (float Value, int Slot)? NotFinite()
    {
        foreach (var vector in rows.GetColumn<VBuffer<float>>(ChainColumns.Features))
        {
            foreach (var (slot, value) in vector.Items())
            {
                if (!float.IsFinite(value))
                    return (value, slot);
            }
        }
        return null;
    }

    private string SlotName(int slot)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        rows.Schema[ChainColumns.Features].GetSlotNames(ref names);
        return names.GetItemOrDefault(slot).ToString();
    }
}
