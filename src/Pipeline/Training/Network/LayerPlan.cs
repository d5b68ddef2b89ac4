namespace Pipeline.Training.Network;

/// <summary>A layer of a network, by its settings. Inputs and outputs are vectors of one row.</summary>
internal abstract record LayerPlan
{
    private LayerPlan()
    {
    }

    /// <summary>y = W·x + b, with W [outputs, inputs].</summary>
    /// <param name="Inputs">Length of x.</param>
    /// <param name="Outputs">Length of y.</param>
    /// <param name="Bias">Whether there is a b; in front of a batch normalisation its gradient is 0 and what is computed of it noise.</param>
    public sealed record Linear(int Inputs, int Outputs, bool Bias) : LayerPlan;

    /// <summary>Batch normalisation (Ioffe and Szegedy 2015), with the conventions that <see cref="BatchNorm{T}"/> states.</summary>
    /// <param name="Features">Length of the vector.</param>
    /// <param name="Epsilon">Is added to the variance.</param>
    /// <param name="Momentum">The share of the new value in a running statistic.</param>
    public sealed record BatchNorm(int Features, double Epsilon = 1e-5, double Momentum = 0.1) : LayerPlan;

    /// <summary>Layer normalisation (Ba, Kiros and Hinton 2016): over the vector of each row.</summary>
    /// <param name="Features">Length of the vector.</param>
    /// <param name="Epsilon">Is added to the variance.</param>
    public sealed record LayerNorm(int Features, double Epsilon = 1e-5) : LayerPlan;

    /// <summary>0 where x is below 0, else x.</summary>
    public sealed record Relu : LayerPlan;

    /// <summary><paramref name="Slope"/>·x where x is not above 0, else x.</summary>
    /// <param name="Slope">The slope below 0.</param>
    public sealed record LeakyRelu(double Slope = 0.01) : LayerPlan;

    /// <summary>tanh x.</summary>
    public sealed record Tanh : LayerPlan;

    /// <summary>Dropout (Srivastava et al. 2014): in training, each number is 0 or multiplied by 1/(1 − p); in evaluation there is none.</summary>
    /// <param name="Probability">p, of becoming 0; from [0, 1).</param>
    public sealed record Dropout(double Probability) : LayerPlan;
}
