using NUnit.Framework;
using Pipeline.Model;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>What another program got from an exported file.</summary>
/// <param name="Score">[rows, width].</param>
/// <param name="Probability">[rows, width]; empty for regression.</param>
/// <param name="Label">[rows]; empty for regression.</param>
internal sealed record ForeignScores(float[] Score, float[] Probability, string[] Label)
{
    /// <summary>Holds them to ours: the bits of the numbers, and the texts that score writes.</summary>
    public void AssertSame(Predictions expected, ModelSignature signature)
    {
        var labels = Enumerable.Range(0, expected.PredictedLabel.Length)
            .Select(row => float.IsNaN(expected.Score[row * expected.ScoreWidth]) ? "" : signature.Classes[expected.PredictedLabel[row]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Score, Has.Length.EqualTo(expected.Score.Length));
            Assert.That(Probability, Has.Length.EqualTo(expected.Probability.Length));
            Assert.That(Bits.Differences(Score, expected.Score), Is.Empty, "Score");
            Assert.That(Bits.Differences(Probability, expected.Probability), Is.Empty, "Probability");
            Assert.That(Label, Is.EqualTo(labels), "PredictedLabel");
        }
    }
}
