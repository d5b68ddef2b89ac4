using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The rows with a weight above 0, in columns of doubles: what the metrics are computed from.</summary>
internal sealed class MeasuredRows
{
    private MeasuredRows(int count, int ofWeightZero, bool hasPredictedLabel)
    {
        Label = new double[count];
        Weight = new double[count];
        Prediction = new double[count];
        Row = new int[count];
        PredictedLabel = new int[hasPredictedLabel ? count : 0];
        OfWeightZero = ofWeightZero;
    }

    /// <summary>Number of rows.</summary>
    public int Count => Label.Length;

    /// <summary>Rows that were left out.</summary>
    public int OfWeightZero { get; }

    /// <summary>[Count] class index or target.</summary>
    public double[] Label { get; }

    /// <summary>[Count] weight; 1 where the truth has none.</summary>
    public double[] Weight { get; }

    /// <summary>[Count] number of the row among the predictions.</summary>
    public int[] Row { get; }

    /// <summary>[Count] binary: probability of the positive class; regression: the score; 0 for multiclass.</summary>
    public double[] Prediction { get; }

    /// <summary>[Count] index of the predicted class; empty for regression.</summary>
    public int[] PredictedLabel { get; }

    /// <summary>Takes the rows that count.</summary>
    public static MeasuredRows Of(Predictions predictions, Truth truth)
    {
        var zero = truth.Weight?.Count(weight => weight == 0) ?? 0;
        var rows = new MeasuredRows(truth.Count - zero, zero, predictions.Task != TaskKind.Regression);
        var next = 0;
        for (var row = 0; row < truth.Count; row++)
        {
            var weight = truth.Weight?[row] ?? 1;
            if (weight == 0)
                continue;
            rows.Label[next] = truth.Label[row];
            rows.Weight[next] = weight;
            rows.Row[next] = row;
            rows.Prediction[next] = predictions.Task switch
            {
                TaskKind.Regression => predictions.Score[row],
                TaskKind.Binary => predictions.Probability[row],
                _ => 0,
            };
            if (rows.PredictedLabel.Length > 0)
                rows.PredictedLabel[next] = predictions.PredictedLabel[row];
            next++;
        }
        return rows;
    }
}
