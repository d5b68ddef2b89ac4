using Microsoft.ML.Calibrators;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Chain;

/// <summary>Carries a threshold on the probability over to the score, exactly.</summary>
internal static class ScoreThreshold
{
    /// <summary>
    /// The float32 t for which <c>score &gt; t</c> holds exactly where the calibrated probability is at least
    /// <paramref name="probability"/>: found by bisection over all float32 numbers, which needs a calibrator that does not fall.
    /// </summary>
    /// <exception cref="CheckException">The calibrator falls with the score: the model ranks its own training rows backwards.</exception>
    public static float Of(ICalibrator calibrator, double probability)
    {
        if (calibrator.PredictProbability(-1e6f) > calibrator.PredictProbability(1e6f))
        {
            throw new CheckException("the calibrator", "a probability that falls as the score rises: the model ranks its own training rows backwards",
                "a model that has learnt something", "Look at the label's positive class, the features and the trainer's options.");
        }
        bool Positive(int key) => calibrator.PredictProbability(Float(key)) >= probability;
        var (below, above) = (Key(float.NegativeInfinity), Key(float.PositiveInfinity));
        if (Positive(below))
            return float.NegativeInfinity;
        if (!Positive(above))
            return float.PositiveInfinity;
        while (above - (long)below > 1)
        {
            var middle = (int)(((long)below + above) / 2);
            if (Positive(middle))
                above = middle;
            else
                below = middle;
        }
        return Float(below);
    }

    /// <summary>Numbers float32 values in their order.</summary>
    private static int Key(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : int.MinValue - bits;
    }

    private static float Float(int key) => BitConverter.Int32BitsToSingle(key >= 0 ? key : int.MinValue - key);
}
