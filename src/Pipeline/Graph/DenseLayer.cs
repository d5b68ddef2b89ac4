namespace Pipeline.Graph;

/// <summary>
/// A dense layer of a network: from a vector to another, float32 both. Each output is a sum as that of <see cref="ScoreNode.Dot"/>,
/// in <see cref="SlotOrder"/> over the layer's inputs, rounded to float32 once; then the activation.
/// </summary>
/// <param name="Weights">[outputs][inputs].</param>
/// <param name="Bias">[outputs].</param>
/// <param name="Activation">What is done with the sums.</param>
internal sealed record DenseLayer(float[][] Weights, float[] Bias, Activation Activation)
{
    public int Outputs => Bias.Length;
}
