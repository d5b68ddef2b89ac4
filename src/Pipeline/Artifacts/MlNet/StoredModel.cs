using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Artifacts.MlNet;

/// <summary>What there is at the end of a chain.</summary>
/// <param name="Predictor">What loads the step: it tells the task.</param>
/// <param name="Score">What loads the model of the score: of one-versus-all that of the models in it.</param>
/// <param name="Nodes">What it computes.</param>
internal sealed record StoredModel(Loader Predictor, Loader Score, StoredNodes Nodes)
{
    /// <summary>How many models one-versus-all has, or how many classes another multiclass model; else 0.</summary>
    public int Classes { get; init; }

    /// <summary>Whether it is made of one model a class.</summary>
    public bool IsOneVersusAll { get; init; }

    /// <summary>What ML.NET compares the score with; null for other tasks than binary.</summary>
    public float? Cut { get; init; }

    /// <summary>The texts of the classes, of a multiclass model.</summary>
    public IReadOnlyList<string>? Labels { get; init; }
}

/// <summary>What the model of a chain computes.</summary>
/// <param name="Score">The score of one model; null where there is one a class.</param>
/// <param name="Calibrator">Its probability; null where no step has told it, or none has to.</param>
/// <param name="Several">A model of several classes; null for others.</param>
internal sealed record StoredNodes(ScoreNode? Score, CalibratorNode? Calibrator, ModelNode? Several)
{
    /// <summary>The model of a signature, whose task is that of the chain.</summary>
    public ModelNode Of(ModelSignature signature) => Several
        ?? (signature.Task == TaskKind.Binary ? new ModelNode.Binary(Score!, Calibrator!, signature.Threshold!.Value) : new ModelNode.Regression(Score!));
}
