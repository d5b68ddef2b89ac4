using NUnit.Framework;
using Pipeline.Model;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Compares predictions bit for bit; a NaN is a NaN, whatever its payload.</summary>
internal static class Bits
{
    public static void AssertSame(Predictions actual, Predictions expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.Count, Is.EqualTo(expected.Count), "rows");
            Assert.That(Differences(actual.Score, expected.Score), Is.Empty, "Score");
            Assert.That(Differences(actual.Probability, expected.Probability), Is.Empty, "Probability");
            Assert.That(actual.PredictedLabel.ToArray(), Is.EqualTo(expected.PredictedLabel.ToArray()), "PredictedLabel");
        }
    }

    /// <summary>The first differences; empty where there is none.</summary>
    public static List<string> Differences(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var found = new List<string>();
        for (var i = 0; i < expected.Length && found.Count < 5; i++)
        {
            if (BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(expected[i])
                && !(float.IsNaN(actual[i]) && float.IsNaN(expected[i])))
                found.Add(FormattableString.Invariant($"[{i}] {actual[i]:R}, expected {expected[i]:R}"));
        }
        return found;
    }
}
