using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;
using Pipeline.Training.Chain;

namespace Pipeline.Verification;

/// <summary>Scores through the fitted chain itself, ML.NET's Transform.</summary>
internal sealed class ChainScorer(FittedModel model) : IScorer
{
    private readonly Predictions reading = New(model.Signature);
    private readonly float[] probabilities = new float[model.Signature.Classes.Count];
    private readonly ClassProbabilities classProbabilities = ClassProbabilities.Of(model);

    /// <summary>Room for the predictions of a model.</summary>
    public static Predictions New(ModelSignature signature) => new(signature.Task, signature.Classes.Count);

    /// <inheritdoc/>
    public void Score(RowBatch batch, Predictions into)
    {
        if (batch.Count == 0)
            return;
        reading.Clear();
        var output = model.Chain.Transform(BatchView.OfFeatures(batch));
        switch (model.Signature.Task)
        {
            case TaskKind.Binary: ReadBinary(output); break;
            case TaskKind.Multiclass: ReadMulticlass(output); break;
            case TaskKind.Regression: ReadRegression(output); break;
        }
        into.Add(reading);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void ReadBinary(IDataView output)
    {
        var (scoreColumn, probabilityColumn, labelColumn) = (output.Schema["Score"], output.Schema["Probability"], output.Schema["PredictedLabel"]);
        using var cursor = output.GetRowCursor([scoreColumn, probabilityColumn, labelColumn]);
        var scoreOf = cursor.GetGetter<float>(scoreColumn);
        var probabilityOf = cursor.GetGetter<float>(probabilityColumn);
        var labelOf = cursor.GetGetter<bool>(labelColumn);
        float score = 0, probability = 0;
        var label = false;
        while (cursor.MoveNext())
        {
            scoreOf(ref score);
            probabilityOf(ref probability);
            labelOf(ref label);
            reading.Add([score], [probability], label ? 1 : 0);
        }
    }

    /// <summary>The predicted class is ML.NET's own: the first one with the largest score.</summary>
    private void ReadMulticlass(IDataView output)
    {
        var (scoreColumn, labelColumn) = (output.Schema["Score"], output.Schema["PredictedLabel"]);
        using var cursor = output.GetRowCursor([scoreColumn, labelColumn]);
        var scoreOf = cursor.GetGetter<VBuffer<float>>(scoreColumn);
        var labelOf = cursor.GetGetter<ReadOnlyMemory<char>>(labelColumn);
        var classes = model.Signature.Classes.Select((text, index) => (text, index)).ToDictionary(StringComparer.Ordinal);
        VBuffer<float> score = default;
        ReadOnlyMemory<char> label = default;
        var scores = new float[probabilities.Length];
        while (cursor.MoveNext())
        {
            scoreOf(ref score);
            labelOf(ref label);
            score.CopyTo(scores);
            classProbabilities.Fill(scores, probabilities);
            // ML.NET predicts no class where the scores are not numbers; nor does the sink.
            reading.Add(scores, probabilities, classes.GetValueOrDefault(label.ToString()));
        }
    }

    private void ReadRegression(IDataView output)
    {
        var scoreColumn = output.Schema["Score"];
        using var cursor = output.GetRowCursor([scoreColumn]);
        var scoreOf = cursor.GetGetter<float>(scoreColumn);
        float score = 0;
        while (cursor.MoveNext())
        {
            scoreOf(ref score);
            reading.Add([score], [], 0);
        }
    }
}
