namespace Pipeline.Artifacts.MlNet;

/// <summary>What there is at the end of a chain.</summary>
/// <param name="Predictor">What loads the step: it tells the task.</param>
/// <param name="Score">What loads the model of the score: of one-versus-all that of the models in it.</param>
/// <param name="Calibrator">What loads the calibrator; null where there is none.</param>
/// <param name="Classes">How many models one-versus-all has, or how many classes another multiclass model; else 0.</param>
internal sealed record StoredModel(Loader Predictor, Loader Score, Loader? Calibrator, int Classes)
{
    /// <summary>Whether it is made of one model a class.</summary>
    public bool IsOneVersusAll { get; init; }

    /// <summary>What ML.NET compares the score with; null for other tasks than binary.</summary>
    public float? Cut { get; init; }

    /// <summary>The texts of the classes, of a multiclass model.</summary>
    public IReadOnlyList<string>? Labels { get; init; }
}
