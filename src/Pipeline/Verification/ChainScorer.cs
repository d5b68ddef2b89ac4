using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;
using Pipeline.Training.Chain;

namespace Pipeline.Verification;

/// <summary>
/// Scores through the fitted chain itself: ML.NET's own mapping of a row, which its Transform and its PredictionEngine run as well. Transform
/// would spread each batch over threads and join the rows again behind them, and those who call have threads of their own.
/// </summary>
internal sealed class ChainScorer(FittedModel model) : IScorer
{
    private readonly Predictions reading = New(model.Signature);
    private readonly ClassProbabilities classProbabilities = ClassProbabilities.Of(model);
    private TableSchema? schema;
    private BatchRow? row;
    private DataViewRow? output;
    private Action? read;

    /// <summary>Room for the predictions of a model.</summary>
    public static Predictions New(ModelSignature signature) => new(signature.Task, signature.Classes.Count);

    /// <inheritdoc/>
    public void Score(RowBatch batch, Predictions into)
    {
        if (batch.Count == 0)
            return;
        if (!ReferenceEquals(schema, batch.Schema))
            Open(batch);
        reading.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            row!.Move(batch, i);
            read!();
        }
        into.Add(reading);
    }

    /// <inheritdoc/>
    public void Dispose() => output?.Dispose();

    private void Open(RowBatch batch)
    {
        output?.Dispose();
        row = new BatchRow(batch);
        var mapper = model.Chain.GetRowToRowMapper(row.Schema);
        string[] names = model.Signature.Task switch
        {
            TaskKind.Binary => ["Score", "Probability", "PredictedLabel"],
            TaskKind.Multiclass => ["Score", "PredictedLabel"],
            _ => ["Score"],
        };
        output = mapper.GetRow(row, names.Select(name => mapper.OutputSchema[name]));
        read = model.Signature.Task switch
        {
            TaskKind.Binary => Binary(Getter<float>("Score"), Getter<float>("Probability"), Getter<bool>("PredictedLabel")),
            TaskKind.Multiclass => Multiclass(Getter<VBuffer<float>>("Score"), Getter<ReadOnlyMemory<char>>("PredictedLabel")),
            _ => Regression(Getter<float>("Score")),
        };
        schema = batch.Schema;
    }

    private ValueGetter<T> Getter<T>(string name) => output!.GetGetter<T>(output.Schema[name]);

    private Action Binary(ValueGetter<float> scoreOf, ValueGetter<float> probabilityOf, ValueGetter<bool> labelOf) => () =>
    {
        float score = 0, probability = 0;
        var label = false;
        scoreOf(ref score);
        probabilityOf(ref probability);
        labelOf(ref label);
        reading.Add([score], [probability], label ? 1 : 0);
    };

    /// <summary>The predicted class is ML.NET's own: the first one with the largest score.</summary>
    private Action Multiclass(ValueGetter<VBuffer<float>> scoreOf, ValueGetter<ReadOnlyMemory<char>> labelOf)
    {
        var classes = model.Signature.Classes.Select((text, index) => (text, index)).ToDictionary(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        var (scores, probabilities) = (new float[model.Signature.Classes.Count], new float[model.Signature.Classes.Count]);
        VBuffer<float> score = default;
        ReadOnlyMemory<char> label = default;
        return () =>
        {
            scoreOf(ref score);
            labelOf(ref label);
            score.CopyTo(scores);
            classProbabilities.Fill(scores, probabilities);
            // ML.NET predicts no class where the scores are not numbers; nor does the sink.
            reading.Add(scores, probabilities, classes.TryGetValue(label.Span, out var index) ? index : 0);
        };
    }

    private Action Regression(ValueGetter<float> scoreOf) => () =>
    {
        float score = 0;
        scoreOf(ref score);
        reading.Add([score], [], 0);
    };
}
