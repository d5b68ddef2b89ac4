using CsvHelper;
using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>
/// Writes scores as CSV (RFC 4180, LF): the texts that pass through, then PredictedLabel, Probability and Score for binary,
/// PredictedLabel and one Probability column a class for multiclass, Score for regression. Floats are the shortest text that
/// reads back to the same float32.
/// </summary>
public sealed class ScoreSink : IDisposable
{
    private readonly CsvWriter writer;
    private readonly ModelSignature signature;
    private readonly int[] passThrough;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="signature">The model's.</param>
    /// <param name="schema">What batches will hold.</param>
    /// <param name="passThrough">Names of the columns that pass through, in order.</param>
    /// <exception cref="ConfigException">A column that passes through is named like one of the predictions.</exception>
    public ScoreSink(Stream stream, ModelSignature signature, TableSchema schema, IReadOnlyList<string> passThrough)
    {
        this.signature = signature;
        this.passThrough = passThrough.Select(name => PassedColumn(schema, name)).ToArray();
        CheckNames(passThrough, signature.Task);
        var predictions = PredictionColumns(signature);
        writer = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in passThrough.Concat(predictions))
            writer.WriteField(name);
        writer.EndRecord();
    }

    /// <summary>Makes sure that no column passes through under the name of a prediction; known before the first row is read.</summary>
    /// <exception cref="ConfigException">One does.</exception>
    public static void CheckNames(IEnumerable<string> passThrough, TaskKind task)
    {
        string[] reserved = task == TaskKind.Binary ? ["PredictedLabel", "Probability", "Score"] : task == TaskKind.Multiclass ? ["PredictedLabel"] : ["Score"];
        var taken = passThrough.FirstOrDefault(name => reserved.Contains(name) || (task == TaskKind.Multiclass && name.StartsWith("Probability.", StringComparison.Ordinal)));
        if (taken is not null)
            throw new ConfigException($"column '{taken}'", "a column that passes through under the name of a prediction", "another name");
    }

    /// <summary>The columns of the predictions, in order.</summary>
    public static IReadOnlyList<string> PredictionColumns(ModelSignature signature) => signature.Task switch
    {
        TaskKind.Binary => ["PredictedLabel", "Probability", "Score"],
        TaskKind.Multiclass => ["PredictedLabel", .. signature.Classes.Select(text => $"Probability.{text}")],
        TaskKind.Regression => ["Score"],
        _ => throw new ArgumentOutOfRangeException(nameof(signature), signature.Task, "unknown task"),
    };

    /// <summary>Writes chosen rows of a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="predictions">Predictions: one a chosen row, in order.</param>
    /// <param name="rows">Numbers of the chosen rows; null for all.</param>
    public void Write(RowBatch batch, Predictions predictions, int[]? rows = null)
    {
        for (var i = 0; i < predictions.Count; i++)
        {
            var row = rows?[i] ?? i;
            foreach (var column in passThrough)
            {
                if (batch.Schema.Columns[column].Kind.IsNumber())
                    writer.WriteField(batch.NumberArray(column)[row]);
                else
                    writer.WriteField(batch.TextArray(column)[row]);
            }
            WritePrediction(predictions, i);
            writer.EndRecord();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    /// <summary>The predicted class; nothing where the score is not a number, which is above no threshold and below none.</summary>
    private string Label(Predictions predictions, int row) =>
        float.IsNaN(predictions.Score[row * predictions.ScoreWidth]) ? "" : signature.Classes[predictions.PredictedLabel[row]];

    private void WritePrediction(Predictions predictions, int row)
    {
        if (signature.Task != TaskKind.Regression)
            writer.WriteField(Label(predictions, row));
        foreach (var probability in predictions.Probability.Slice(row * predictions.ProbabilityWidth, predictions.ProbabilityWidth))
            writer.WriteField(probability);
        if (signature.Task != TaskKind.Multiclass)
            writer.WriteField(predictions.Score[row]);
    }

    private static int PassedColumn(TableSchema schema, string name)
    {
        FieldKind[] kinds = [FieldKind.Text, FieldKind.Label, FieldKind.Target];
        return kinds.Select(kind => schema.IndexOf(name, kind)).First(index => index >= 0);
    }
}
