namespace Pipeline.Training.Network;

/// <summary>The numbers of a network, laid out by <see cref="NetworkLayout"/>.</summary>
/// <typeparam name="T">float, or double where it is checked.</typeparam>
/// <param name="Layout">Where they lie.</param>
/// <param name="Parameters">What is learned.</param>
/// <param name="Buffers">Running statistics.</param>
internal sealed record NetworkArrays<T>(NetworkLayout Layout, T[] Parameters, T[] Buffers)
{
    /// <summary>The gradient of the loss by each parameter.</summary>
    public T[] Gradients { get; } = Layout.NewParameters<T>();
}
