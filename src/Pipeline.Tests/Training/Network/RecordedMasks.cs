using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>The masks that a step of a file records: [rows, width], 1 for what is kept.</summary>
internal sealed class RecordedMasks(JsonNode? masks) : IDropoutMasks
{
    public void Fill<T>(int layer, int feature, double probability, T scale, Span<T> mask)
        where T : unmanaged, INumber<T>
    {
        var recorded = masks![string.Create(CultureInfo.InvariantCulture, $"layers.{layer}")]!;
        var (rows, width) = ((int)recorded["shape"]![0]!, (int)recorded["shape"]![1]!);
        var kept = TorchFile.Numbers(recorded);
        for (var row = 0; row < rows; row++)
            mask[row] = kept[(row * width) + feature] == 1 ? scale : T.Zero;
    }
}
