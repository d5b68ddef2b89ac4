using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Chain;

/// <summary>A fitted binary chain with another threshold, all else as it is.</summary>
internal static class MovedThreshold
{
    /// <summary>The chain with a threshold on the probability: signature and ML.NET's own step, which compares the score, say the same.</summary>
    /// <param name="model">A binary chain that train made.</param>
    /// <param name="probability">A row is positive where its probability is at least this.</param>
    /// <exception cref="ArtifactException">The chain has no step that decides, or no calibrator.</exception>
    public static FittedModel Of(FittedModel model, double probability)
    {
        var steps = ((IEnumerable<ITransformer>)model.Chain).ToList();
        var at = steps.FindIndex(step => step is ISingleFeaturePredictionTransformer<object>);
        if (at < 0 || model.Calibrator is not { } calibrator)
            throw new ArtifactException("the chain", "no binary model with a calibrator among its steps", "a chain that train made");
        steps[at] = Change(steps[at], ScoreThreshold.Of(calibrator, probability));
        return new FittedModel(new TransformerChain<ITransformer>([.. steps]), model.InputSchema, model.Signature with { Threshold = probability });
    }

    /// <summary>
    /// A step that was loaded is of an ML.NET type that no program can name, so the public, generic method that makes it anew is called
    /// by its type at hand. The one place that does so.
    /// </summary>
    private static ITransformer Change(ITransformer step, float threshold)
    {
        var catalog = new MLContext().BinaryClassification;
        var method = catalog.GetType().GetMethods().Single(known => known.Name == nameof(catalog.ChangeModelThreshold) && known.IsGenericMethod);
        return (ITransformer)method.MakeGenericMethod(step.GetType().GenericTypeArguments[0])
            .Invoke(catalog, BindingFlags.DoNotWrapExceptions, null, [step, threshold], null)!;
    }
}
