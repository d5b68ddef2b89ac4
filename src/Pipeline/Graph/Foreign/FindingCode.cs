namespace Pipeline.Graph.Foreign;

/// <summary>The rules by which a foreign model is looked at.</summary>
internal static class FindingCode
{
    /// <summary>BatchNormalization normalizes by the rows at hand.</summary>
    public const string BatchNormTraining = "batch-norm-training";

    /// <summary>The statistics of a BatchNormalization are no constants.</summary>
    public const string BatchNormStatistics = "batch-norm-statistics";

    /// <summary>The statistics of a BatchNormalization are what they are before any training.</summary>
    public const string BatchNormDefault = "batch-norm-default";

    /// <summary>Dropout drops.</summary>
    public const string Dropout = "dropout-active";

    /// <summary>Random numbers are drawn.</summary>
    public const string Random = "random";

    /// <summary>A score is made of more than its row.</summary>
    public const string MixesRows = "mixes-rows";

    /// <summary>The number of rows is fixed.</summary>
    public const string FixedBatch = "fixed-batch";

    /// <summary>Rows lie along another axis than the first, or along none.</summary>
    public const string BatchAxis = "batch-axis";

    /// <summary>Nothing is known of what an operator does with rows; the behaviour has to show it.</summary>
    public const string Unproven = "unproven";

    /// <summary>Weights are inputs of the graph.</summary>
    public const string WeightsAsInputs = "weights-as-inputs";

    /// <summary>Weights of less precision than float32.</summary>
    public const string Precision = "precision";

    /// <summary>A loop carries a state, or a branch is taken.</summary>
    public const string ControlFlow = "control-flow";

    /// <summary>An input or output does not say its type or shape.</summary>
    public const string MissingShape = "missing-shape";

    /// <summary>An operator set or version of the format that ONNX Runtime does not know yet, or one that is not imported.</summary>
    public const string Version = "version";

    /// <summary>Operators of a domain that ONNX Runtime does not know.</summary>
    public const string Domain = "domain";

    /// <summary>Several inputs.</summary>
    public const string SeveralInputs = "several-inputs";

    /// <summary>Several outputs.</summary>
    public const string SeveralOutputs = "several-outputs";

    /// <summary>What keeps a model from being compiled; it runs in ONNX Runtime.</summary>
    public const string NotCompiled = "not-compiled";
}
