using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tests.Graph;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;
using Pipeline.Training.Chain;
using Pipeline.Verification;

namespace Pipeline.Tests.Verification;

/// <summary>ML.NET maps rows for its Transform and for whoever asks for its mapper alone: the same bits, or parity would be held to something else.</summary>
[TestFixture]
internal sealed class ChainScorerTests
{
    [TestCaseSource(typeof(TrainerCase), nameof(TrainerCase.All))]
    public void The_scores_are_those_of_Transform_for_every_trainer(TrainerCase trainer)
    {
        var fitted = Fitted.SharedDemo(trainer.Demo, trainer.Set);
        var model = fitted.Fit.Model;
        var transformed = model.Chain.Transform(BatchView.OfFeatures(fitted.Batch));
        var labels = model.Signature.Task switch
        {
            TaskKind.Binary => transformed.GetColumn<bool>("PredictedLabel").Select(label => label ? 1 : 0),
            TaskKind.Multiclass => transformed.GetColumn<string>("PredictedLabel").Select(label => model.Signature.Classes.ToList().IndexOf(label)),
            _ => [],
        };

        var predictions = Score(model, fitted.Batch);

        Assert.That(predictions.Score.ToArray(), Is.EqualTo(model.Signature.Task == TaskKind.Multiclass
            ? transformed.GetColumn<float[]>("Score").SelectMany(scores => scores) : transformed.GetColumn<float>("Score")));
        Assert.That(predictions.PredictedLabel.ToArray(), Is.EqualTo(labels));
        if (model.Signature.Task == TaskKind.Binary)
            Assert.That(predictions.Probability.ToArray(), Is.EqualTo(transformed.GetColumn<float>("Probability")));
    }

    [Test]
    public void A_batch_with_other_columns_between_leaves_nothing_behind()
    {
        var fitted = Fitted.SharedDemo("churn");
        var asScored = FileRows.Read(Repository.PathOf("data/churn.csv"), ReadSchemas.ForScoring(fitted.Fit.Model.Signature, []));
        using var scorer = new ChainScorer(fitted.Fit.Model);
        var predictions = ChainScorer.New(fitted.Fit.Model.Signature);

        scorer.Score(fitted.Batch, predictions);
        scorer.Score(asScored, predictions);
        scorer.Score(fitted.Batch, predictions);

        var scores = predictions.Score.ToArray().Chunk(fitted.Batch.Count).ToList();
        Assert.That(asScored.Schema.Columns, Has.Count.Not.EqualTo(fitted.Batch.Schema.Columns.Count));
        Assert.That(scores, Is.All.EqualTo(scores[0]));
    }

    private static Predictions Score(FittedModel model, RowBatch batch)
    {
        var predictions = ChainScorer.New(model.Signature);
        using var scorer = new ChainScorer(model);
        scorer.Score(batch, predictions);
        return predictions;
    }
}
