namespace Pipeline.Model;

/// <summary>
/// What a model says of a batch of rows, in columns. Reused from batch to batch: clear, then add.
/// </summary>
/// <param name="task">What the model predicts.</param>
/// <param name="classes">Number of classes K (2 for binary, 0 for regression).</param>
internal sealed class Predictions(TaskKind task, int classes)
{
    private float[] score = [];
    private float[] probability = [];
    private int[] predictedLabel = [];

    /// <summary>What the model predicts.</summary>
    public TaskKind Task { get; } = task;

    /// <summary>Number of classes K: 2 for binary, 0 for regression.</summary>
    public int Classes { get; } = classes;

    /// <summary>How the probabilities follow from the scores; null where no formula says so.</summary>
    public ScoreLink? Link { get; init; }

    public int Count { get; private set; }

    /// <summary>Scores a row: K for multiclass, else 1.</summary>
    public int ScoreWidth => Task == TaskKind.Multiclass ? Classes : 1;

    /// <summary>Probabilities a row: K for multiclass, 1 (of the positive class) for binary, none for regression.</summary>
    public int ProbabilityWidth => Task == TaskKind.Regression ? 0 : ScoreWidth;

    /// <summary>Scores, [Count, ScoreWidth], row by row, in the model's own unit.</summary>
    public ReadOnlySpan<float> Score => score.AsSpan(0, Count * ScoreWidth);

    /// <summary>Probabilities, [Count, ProbabilityWidth], row by row.</summary>
    public ReadOnlySpan<float> Probability => probability.AsSpan(0, Count * ProbabilityWidth);

    /// <summary>Index of the predicted class, [Count]: for binary 1 is the positive class; empty for regression.</summary>
    public ReadOnlySpan<int> PredictedLabel => predictedLabel.AsSpan(0, Task == TaskKind.Regression ? 0 : Count);

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a row. The spans have the widths above; <paramref name="predicted"/> is ignored for regression.</summary>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<float> probabilities, int predicted)
    {
        var row = Extend(1);
        scores.CopyTo(row.Score);
        probabilities.CopyTo(row.Probability);
        if (Task != TaskKind.Regression)
            row.PredictedLabel[0] = predicted;
    }

    /// <summary>Adds all rows of another batch of the same model.</summary>
    public void Add(Predictions batch)
    {
        var rows = Extend(batch.Count);
        batch.Score.CopyTo(rows.Score);
        batch.Probability.CopyTo(rows.Probability);
        batch.PredictedLabel.CopyTo(rows.PredictedLabel);
    }

    /// <summary>Adds rows that the caller fills at once; what they hold until then is arbitrary.</summary>
    /// <param name="rows">How many.</param>
    /// <returns>The rows; good until the next are added.</returns>
    public PredictionRows Extend(int rows)
    {
        var first = Count;
        Count += rows;
        if (Count > score.Length / ScoreWidth)
        {
            var room = Math.Max(Count, Math.Max(1024, first * 2));
            Array.Resize(ref score, room * ScoreWidth);
            Array.Resize(ref probability, room * ProbabilityWidth);
            Array.Resize(ref predictedLabel, Task == TaskKind.Regression ? 0 : room);
        }
        return new PredictionRows
        {
            Score = score.AsSpan(first * ScoreWidth, rows * ScoreWidth),
            Probability = probability.AsSpan(first * ProbabilityWidth, rows * ProbabilityWidth),
            PredictedLabel = Task == TaskKind.Regression ? [] : predictedLabel.AsSpan(first, rows),
        };
    }
}
