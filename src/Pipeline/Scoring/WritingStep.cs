using Pipeline.Tables.Audit;

namespace Pipeline.Scoring;

/// <summary>Writes scores as CSV; what they look like is told at <see cref="ScoreText"/>.</summary>
/// <param name="stream">Where to. The header follows the first stretch: an input without the right columns leaves it empty.</param>
/// <param name="form">What they look like.</param>
/// <param name="audit">Counts the rows.</param>
internal sealed class WritingStep(Stream stream, ScoreText form, FeatureAudit audit) : IScoringStep
{
    private readonly FiniteScores finite = new("the input");
    private bool begun;

    /// <inheritdoc/>
    public string Name => "scoring";

    /// <summary>Rows whose score is NaN or infinite.</summary>
    public long NotFinite => finite.Others;

    /// <inheritdoc/>
    public void Prepare(ScoredBlock block)
    {
        block.Text.Clear();
        form.Write(block.Text, block.Rows, block.Predictions, null, ..);
    }

    /// <inheritdoc/>
    public void Finish(ScoredBlock block)
    {
        audit.Add(block.Rows);
        finite.Add(block.Predictions);
        WriteHeader();
        stream.Write(block.Text.Bytes);
    }

    private void WriteHeader()
    {
        if (begun)
            return;
        begun = true;
        var header = new CsvText();
        form.WriteHeader(header);
        stream.Write(header.Bytes);
    }
}
