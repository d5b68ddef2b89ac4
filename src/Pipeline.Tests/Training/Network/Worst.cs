using System.Text.Json.Nodes;

namespace Pipeline.Tests.Training.Network;

/// <summary>The largest difference from what a file records, relative to the largest number of its tensor, and where it was.</summary>
internal sealed class Worst
{
    public double Difference { get; private set; }

    public string Where { get; private set; } = "";

    public int Compared { get; private set; }

    /// <summary>Compares a tensor, or a number; a scale of 1 makes it absolute.</summary>
    public void See(string where, IReadOnlyList<double> actual, JsonNode expected, double? scale = null)
    {
        double[] wanted = expected is JsonValue ? [(double)expected] : TorchFile.Numbers(expected);
        if (wanted.Length != actual.Count)
            throw new InvalidDataException($"{where}: {actual.Count} numbers for {wanted.Length}");
        var gap = wanted.Zip(actual, (a, b) => double.IsNaN(b) ? double.PositiveInfinity : Math.Abs(a - b)).DefaultIfEmpty().Max();
        var size = scale ?? wanted.Select(Math.Abs).DefaultIfEmpty().Max();
        Compared += wanted.Length;
        if (size > 0)
            gap /= size;
        if (gap > Difference)
            (Difference, Where) = (gap, where);
    }
}
