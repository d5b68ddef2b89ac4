namespace Pipeline.Graph;

/// <summary>What a dense layer does with each of its sums, a float32 z. NaN stays NaN.</summary>
internal enum Activation
{
    /// <summary>z.</summary>
    Identity,

    /// <summary>0 where z is below 0, else z.</summary>
    Relu,

    /// <summary>1 / (1 + exp(−z)) in float64, as <see cref="CalibratorNode.Platt"/> with slope −1 and offset 0; rounded to float32 once.</summary>
    Sigmoid,

    /// <summary>
    /// In float64, rounded to float32 once: 1 − 2/(exp(z + z) + 1); where z·z is below 2⁻⁸, where that would cancel, the polynomial
    /// <see cref="ExactSeries.Tangent"/> in z·z by Horner's rule, times z.
    /// </summary>
    Tanh,
}
