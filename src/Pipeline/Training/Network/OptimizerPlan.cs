namespace Pipeline.Training.Network;

/// <summary>
/// How weights follow gradients, with PyTorch's formulas. g is a gradient, p its parameter, λ the weight decay, which applies to all
/// parameters. Settings and bias corrections are float64, rounded to the type of the weights once; the rest is in that type.
/// </summary>
internal abstract record OptimizerPlan(double LearningRate, double Momentum, double WeightDecay)
{
    /// <summary>The rate where no schedule moves it.</summary>
    public double LearningRate { get; } = LearningRate;

    /// <summary>The momentum, or β₁, where no schedule moves it.</summary>
    public double Momentum { get; } = Momentum;

    /// <summary>λ.</summary>
    public double WeightDecay { get; } = WeightDecay;

    /// <summary>How many arrays of moments it keeps.</summary>
    public abstract int Moments { get; }

    /// <summary>
    /// Adam (Kingma and Ba 2015): g ← g + λp; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; t ← t + 1;
    /// p ← p − lr/(1 − β₁ᵗ)·(m / (√v/√(1 − β₂ᵗ) + ε)), β₁ being that of this step.
    /// AdamW (Loshchilov and Hutter 2019) is decoupled: p ← p·(1 − lr·λ) first, and g stays as it is.
    /// </summary>
    /// <param name="LearningRate">lr.</param>
    /// <param name="Beta1">β₁.</param>
    /// <param name="Beta2">β₂.</param>
    /// <param name="Epsilon">ε.</param>
    /// <param name="WeightDecay">λ.</param>
    /// <param name="Decoupled">Whether it is AdamW.</param>
    public sealed record Adam(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0,
        bool Decoupled = false) : OptimizerPlan(LearningRate, Beta1, WeightDecay)
    {
        /// <inheritdoc/>
        public override int Moments => 2;
    }

    /// <summary>
    /// Gradient descent with momentum: g ← g + λp; buffer ← g in the first step (without dampening), later
    /// buffer ← μ·buffer + (1 − dampening)·g; p ← p − lr·buffer, or with Nesterov p ← p − lr·(g + μ·buffer). Without momentum p ← p − lr·g.
    /// </summary>
    /// <param name="LearningRate">lr.</param>
    /// <param name="Momentum">μ.</param>
    /// <param name="Dampening">What is taken off a new gradient.</param>
    /// <param name="Nesterov">Whether it looks ahead.</param>
    /// <param name="WeightDecay">λ.</param>
    public sealed record Sgd(double LearningRate, double Momentum = 0, double Dampening = 0, bool Nesterov = false, double WeightDecay = 0)
        : OptimizerPlan(LearningRate, Momentum, WeightDecay)
    {
        /// <inheritdoc/>
        public override int Moments => Momentum == 0 ? 0 : 1;
    }
}
