using System.Text;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Scoring;

/// <summary>
/// What scores look like as CSV: the columns that pass through, then PredictedLabel, Probability and Score for binary,
/// PredictedLabel and one Probability column a class for multiclass, Score for regression. Floats are the shortest text that
/// reads back to the same float32; the Score of a regression, which is a figure of its own and not one to be compared with a threshold,
/// the shortest that reads back as float64 to the very float32 that was measured. It keeps nothing of what it writes: threads may share it.
/// </summary>
internal sealed class ScoreText
{
    private readonly ModelSignature signature;
    private readonly IReadOnlyList<string> passThrough;
    private readonly int[] passed;
    private readonly byte[][] classes;

    /// <summary>Finds the columns that pass through.</summary>
    /// <param name="signature">The model's.</param>
    /// <param name="schema">What batches will hold.</param>
    /// <param name="passThrough">Names of the columns that pass through, in order.</param>
    /// <param name="label">A label that follows them, under another name where its own is that of a prediction; null for none.</param>
    /// <exception cref="ConfigException">One of those that pass through is named like one of the predictions.</exception>
    public ScoreText(ModelSignature signature, TableSchema schema, IReadOnlyList<string> passThrough, string? label = null)
    {
        CheckNames(passThrough, signature.Task);
        this.signature = signature;
        this.passThrough = label is null ? passThrough : [.. passThrough, LabelName(label, passThrough, signature.Task)];
        passed = passThrough.Concat(label is null ? [] : [label]).Select(name => PassedColumn(schema, name)).ToArray();
        classes = signature.Classes.Select(Encoding.UTF8.GetBytes).ToArray();
    }

    /// <summary>Makes sure that no column passes through under the name of a prediction; known before the first row is read.</summary>
    /// <exception cref="ConfigException">One does.</exception>
    public static void CheckNames(IEnumerable<string> passThrough, TaskKind task)
    {
        var taken = passThrough.FirstOrDefault(name => IsOfPrediction(name, task));
        if (taken is not null)
            throw new ConfigException($"column {DataText.Name(taken)}", "a column that passes through under the name of a prediction", "another name");
    }

    /// <summary>What scores call the label: label.Score where it is called Score, since the prediction has that name.</summary>
    private static string LabelName(string label, IReadOnlyList<string> others, TaskKind task)
    {
        var name = label;
        while (IsOfPrediction(name, task) || (name != label && others.Contains(name)))
            name = $"label.{name}";
        return name;
    }

    private static bool IsOfPrediction(string name, TaskKind task) => task switch
    {
        TaskKind.Binary => name is "PredictedLabel" or "Probability" or "Score",
        TaskKind.Multiclass => name == "PredictedLabel" || name.StartsWith("Probability.", StringComparison.Ordinal),
        _ => name == "Score",
    };

    /// <summary>The columns of the predictions, in order.</summary>
    public static IReadOnlyList<string> PredictionColumns(ModelSignature signature) => signature.Task switch
    {
        TaskKind.Binary => ["PredictedLabel", "Probability", "Score"],
        TaskKind.Multiclass => ["PredictedLabel", .. signature.Classes.Select(text => $"Probability.{text}")],
        TaskKind.Regression => ["Score"],
        _ => throw new ArgumentOutOfRangeException(nameof(signature), signature.Task, "unknown task"),
    };

    /// <summary>Writes the header.</summary>
    public void WriteHeader(CsvText text)
    {
        foreach (var name in passThrough.Concat(PredictionColumns(signature)))
            text.Write(name);
        text.EndRecord();
    }

    /// <summary>Writes chosen rows of a batch.</summary>
    /// <param name="text">Gets them.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="predictions">Predictions: one a chosen row, in order.</param>
    /// <param name="rows">Numbers of the chosen rows; null for all.</param>
    /// <param name="chosen">Which of the predictions.</param>
    public void Write(CsvText text, RowBatch batch, Predictions predictions, int[]? rows, Range chosen)
    {
        var probabilities = predictions.Probability;
        var scores = predictions.Score;
        var width = predictions.ProbabilityWidth;
        var (first, count) = chosen.GetOffsetAndLength(predictions.Count);
        for (var i = first; i < first + count; i++)
        {
            foreach (var column in passed)
                WritePassed(text, batch, column, rows?[i] ?? i);
            if (signature.Task != TaskKind.Regression)
                text.Write(Label(predictions, i));
            foreach (var probability in probabilities.Slice(i * width, width))
                text.Write(probability);
            if (signature.Task == TaskKind.Binary)
                text.Write(scores[i]);
            else if (signature.Task == TaskKind.Regression)
                text.Write((double)scores[i]);
            text.EndRecord();
        }
    }

    private static void WritePassed(CsvText text, RowBatch batch, int column, int row)
    {
        if (batch.NumbersOrNone(column) is { } numbers)
            text.Write(numbers[row]);
        else if (batch.TextsOrNone(column) is { } strings)
            text.Write(strings[row]);
        else
            text.Write(batch.Utf8(column, row));
    }

    /// <summary>The predicted class; nothing where the score is not a number, which is above no threshold and below none.</summary>
    private ReadOnlySpan<byte> Label(Predictions predictions, int row) =>
        float.IsNaN(predictions.Score[row * predictions.ScoreWidth]) ? [] : classes[predictions.PredictedLabel[row]];

    private static int PassedColumn(TableSchema schema, string name)
    {
        FieldKind[] kinds = [FieldKind.Text, FieldKind.Label, FieldKind.Target];
        return kinds.Select(kind => schema.IndexOf(name, kind)).First(index => index >= 0);
    }
}
