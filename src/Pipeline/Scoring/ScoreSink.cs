using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Scoring;

/// <summary>Writes scores as CSV to a stream; what they look like is told at <see cref="ScoreText"/>.</summary>
internal sealed class ScoreSink
{
    private const int RowsAtATime = 4096;
    private readonly Stream stream;
    private readonly ScoreText form;
    private readonly CsvText text = new();

    /// <summary>Writes the header.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="signature">The model's.</param>
    /// <param name="schema">What batches will hold.</param>
    /// <param name="passThrough">Names of the columns that pass through, in order.</param>
    /// <param name="label">A label that follows them, or null.</param>
    /// <exception cref="ConfigException">A column that passes through is named like one of the predictions.</exception>
    public ScoreSink(Stream stream, ModelSignature signature, TableSchema schema, IReadOnlyList<string> passThrough, string? label = null)
    {
        this.stream = stream;
        form = new ScoreText(signature, schema, passThrough, label);
        form.WriteHeader(text);
        stream.Write(text.Bytes);
    }

    /// <summary>Writes chosen rows of a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="predictions">Predictions: one a chosen row, in order.</param>
    /// <param name="rows">Numbers of the chosen rows; null for all.</param>
    public void Write(RowBatch batch, Predictions predictions, int[]? rows = null)
    {
        for (var first = 0; first < predictions.Count; first += RowsAtATime)
        {
            text.Clear();
            form.Write(text, batch, predictions, rows, first..Math.Min(first + RowsAtATime, predictions.Count));
            stream.Write(text.Bytes);
        }
    }
}
