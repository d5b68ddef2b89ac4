namespace Pipeline.Evaluation;

/// <summary>The figures of a baseline and those of the model at hand, of the same rows.</summary>
/// <param name="Baseline">The baseline's.</param>
/// <param name="Current">The model's.</param>
internal sealed record BaselineFigures(EvaluationReport Baseline, EvaluationReport Current);
