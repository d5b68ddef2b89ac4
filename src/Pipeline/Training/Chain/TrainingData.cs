using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Training.Chain;

/// <summary>The rows of a fit as ML.NET sees them, behind the feature steps.</summary>
/// <param name="Rows">Features, label and weight of the training rows.</param>
/// <param name="Validation">The same of the validation rows; null where there are none.</param>
/// <param name="Calibration">Score, label and weight for a calibrator, of other models; null where the model itself gives the scores.</param>
internal sealed record TrainingData(IDataView Rows, IDataView? Validation, IDataView? Calibration)
{
    /// <summary>Whether a calibrator sees the validation rows.</summary>
    public bool CalibrateOnValidation { get; init; }

    /// <summary>What a calibrator is fitted on, of a model that has been fitted.</summary>
    public IDataView ToCalibrate(ITransformer fitted) => Calibration ?? fitted.Transform(CalibrateOnValidation ? Validation! : Rows);

    /// <summary>Fits a boosted trainer, which stops early where its options say so and there are validation rows.</summary>
    public T Boost<T>(bool stopsEarly, Func<IDataView, T> fit, Func<IDataView, IDataView, T> fitAndWatch) =>
        stopsEarly ? fitAndWatch(Rows, Validation!) : fit(Rows);

    /// <summary>A view of scores with their labels and weights.</summary>
    public static IDataView OfScores(MLContext ml, float[] score, bool[] label, float[] weight)
    {
        var definition = SchemaDefinition.Create(typeof(ScoredRow));
        definition[nameof(ScoredRow.Label)].ColumnName = Training.Chain.BatchView.LabelColumn;
        definition[nameof(ScoredRow.Weight)].ColumnName = Training.Chain.BatchView.WeightColumn;
        return ml.Data.LoadFromEnumerable(score.Select((value, i) => new ScoredRow { Score = value, Label = label[i], Weight = weight[i] }), definition);
    }

    internal sealed class ScoredRow
    {
        public float Score { get; set; }

        public bool Label { get; set; }

        public float Weight { get; set; }
    }
}
