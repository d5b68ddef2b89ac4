namespace Pipeline.Model;

/// <summary>What a model predicts.</summary>
internal enum TaskKind
{
    /// <summary>One of two classes; the positive one has a probability.</summary>
    Binary,

    /// <summary>One of three or more classes, each with a probability.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,
}
