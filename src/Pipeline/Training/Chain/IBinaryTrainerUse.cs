using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Pipeline.Training.Chain;

/// <summary>What is done with a binary trainer of ML.NET's, under the type that it has there: it is fitted, or makes one of several classes.</summary>
/// <typeparam name="T">What comes of it.</typeparam>
internal interface IBinaryTrainerUse<out T>
{
    /// <summary>With a trainer whose model has a calibrator of its own.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="watched">Fits it on training rows while it looks at validation rows; null where it cannot stop early.</param>
    T Calibrated<TModel>(
        ITrainerEstimator<BinaryPredictionTransformer<CalibratedModelParametersBase<TModel, PlattCalibrator>>,
            CalibratedModelParametersBase<TModel, PlattCalibrator>> trainer,
        Func<IDataView, IDataView, BinaryPredictionTransformer<CalibratedModelParametersBase<TModel, PlattCalibrator>>>? watched = null)
        where TModel : class;

    /// <summary>With a trainer whose scores are no probabilities.</summary>
    T Uncalibrated<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer)
        where TModel : class;
}
