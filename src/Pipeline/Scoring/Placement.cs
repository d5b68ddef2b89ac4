using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>Where a model runs.</summary>
/// <param name="Device">The device: the processor or GPUs.</param>
/// <param name="Names">What the GPUs are called, one each; empty for the processor.</param>
/// <param name="BatchRows">Rows that go to a GPU at a time; 0 for the processor.</param>
/// <param name="Choice">Why, where the choice was the program's; else empty.</param>
internal sealed record Placement(Device Device, IReadOnlyList<string> Names, int BatchRows = 0, string Choice = "")
{
    /// <summary>The processor, asked for.</summary>
    public static Placement Cpu { get; } = new(Device.Cpu, []);

    public override string ToString() => Names.Count == 0 ? Device.ToString() : $"{Device} ({string.Join(", ", Names)})";
}
