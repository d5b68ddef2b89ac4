using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace Pipeline.Model;

/// <summary>The one object that ships: the fitted chain (imputation, encoding, normalizer, model, decision) and its signature.</summary>
/// <param name="Chain">ML.NET's transformer chain from the input columns to Score, Probability and PredictedLabel.</param>
/// <param name="InputSchema">The columns that the chain takes: numeric ones as Single or Double, categorical ones as text.</param>
/// <param name="Signature">What the chain takes and gives.</param>
internal sealed record FittedModel(ITransformer Chain, DataViewSchema InputSchema, ModelSignature Signature)
{
    /// <summary>The steps of the chain, chains within it taken apart.</summary>
    internal IEnumerable<ITransformer> Steps() => Flatten(Chain);

    /// <summary>The calibrator of a binary chain, in its model or behind it; null where there is none.</summary>
    internal ICalibrator? Calibrator
    {
        get
        {
            var steps = Steps().SkipWhile(step => step is not ISingleFeaturePredictionTransformer<object>).ToList();
            return steps is [ISingleFeaturePredictionTransformer<object> { Model: CalibratedModelParametersBase calibrated }, ..] ? calibrated.Calibrator
                : steps.OfType<IPredictionTransformer<ICalibrator>>().FirstOrDefault()?.Model;
        }
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer step) =>
        step is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [step];
}
