namespace Pipeline.Training.Network;

/// <summary>A tensor's place in the one array that holds all of its kind.</summary>
/// <param name="Name">layers.I.weight, .bias, .running_mean, .running_var or embeddings.J.weight, as PyTorch names them.</param>
/// <param name="Offset">Of its first number.</param>
/// <param name="Shape">Row-major: a linear weight [outputs, inputs], an embedding [rows, width], all others [features].</param>
internal sealed record ParameterSlot(string Name, int Offset, IReadOnlyList<int> Shape)
{
    /// <summary>How many numbers it has.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, length) => product * length);

    /// <summary>Its numbers.</summary>
    public Span<T> Of<T>(T[] all) => all.AsSpan(Offset, Length);
}
