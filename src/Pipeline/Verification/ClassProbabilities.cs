using Microsoft.ML;
using Microsoft.ML.Trainers;
using Pipeline.Model;

namespace Pipeline.Verification;

/// <summary>
/// From the scores of the classes to their probabilities. The multiclass models give probabilities as their scores, but for
/// naiveBayes, whose scores are logarithms of joint probabilities: their soft-max is the posterior.
/// </summary>
internal sealed class ClassProbabilities
{
    private readonly bool logarithms;

    private ClassProbabilities(bool logarithms) => this.logarithms = logarithms;

    public static ClassProbabilities Of(FittedModel model) => new(
        model.Chain is IEnumerable<ITransformer> steps
        && steps.OfType<ISingleFeaturePredictionTransformer<object>>().Any(step => step.Model is NaiveBayesMulticlassModelParameters));

    /// <summary>Fills the probabilities of a row, [K], from its scores, [K]. The soft-max is taken in double and rounded once.</summary>
    public void Fill(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        if (!logarithms)
        {
            scores.CopyTo(probabilities);
            return;
        }
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
            largest = Math.Max(largest, score);
        double sum = 0;
        foreach (var score in scores)
            sum += Math.Exp(score - largest);
        for (var k = 0; k < scores.Length; k++)
            probabilities[k] = (float)(Math.Exp(scores[k] - largest) / sum);
    }
}
