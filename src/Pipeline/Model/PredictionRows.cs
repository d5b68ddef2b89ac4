namespace Pipeline.Model;

/// <summary>Rows of <see cref="Predictions"/> to be filled, row by row.</summary>
internal readonly ref struct PredictionRows
{
    /// <summary>Scores, [rows, ScoreWidth].</summary>
    public Span<float> Score { get; init; }

    /// <summary>Probabilities, [rows, ProbabilityWidth].</summary>
    public Span<float> Probability { get; init; }

    /// <summary>Index of the predicted class, [rows]; empty for regression.</summary>
    public Span<int> PredictedLabel { get; init; }
}
