using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;

namespace Pipeline.Scoring;

/// <summary>A stretch of a table that one thread reads, scores and writes; reused from stretch to stretch.</summary>
internal sealed class ScoredBlock(ITableSource source, CompiledModel model, int rows) : IDisposable
{
    private readonly ITableStretch stretch = source.NewStretch();
    private readonly IScorer scorer = model.OpenScorer(rows);

    /// <summary>What there was beside the rows.</summary>
    public StretchFindings Findings => stretch.Findings;

    /// <summary>Its rows.</summary>
    public RowBatch Rows { get; } = new(source.Schema);

    /// <summary>Their predictions, in order.</summary>
    public Predictions Predictions { get; } = model.NewPredictions();

    /// <summary>Whatever is to be written of them.</summary>
    public CsvText Text { get; } = new();

    /// <summary>Takes the next stretch; false once nothing is left.</summary>
    public bool Take(CancellationToken cancel)
    {
        Rows.Clear();
        return stretch.Take(Rows, rows, cancel);
    }

    /// <summary>Reads and scores it.</summary>
    public void Score()
    {
        stretch.Parse(Rows);
        Predictions.Clear();
        scorer.Score(Rows, Predictions);
    }

    /// <inheritdoc/>
    public void Dispose() => scorer.Dispose();
}
