using Pipeline.Artifacts.Container;
using Pipeline.Graph;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads the models that a chain may end with.</summary>
internal sealed class ModelReader(StoredEntries entries, int width)
{
    private const int MostClasses = 1 << 20;

    /// <summary>ML.NET's numbers for how the models of one-versus-all are joined; 0 is for scores as they are.</summary>
    private const byte Probabilities = 1;
    private const byte SoftMax = 2;

    private readonly ScoreReader scores = new(width);

    /// <summary>A model of a binary class, of a regression, or of several classes.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="predictor">The step that holds it.</param>
    /// <exception cref="ArtifactException">It is none that train puts there.</exception>
    public StoredModel Read(string folder, Loader predictor)
    {
        var entry = entries.Model(folder);
        return predictor == Loader.PredictMulticlass ? Multiclass(folder, entry)
            : predictor == Loader.PredictBinary ? Binary(folder, entry)
            : new StoredModel(predictor, entry.Loader, new StoredNodes(scores.Regression(entry), null, null));
    }

    /// <summary>The error for what is known, but has no place there.</summary>
    public static ArtifactException Misplaced(ModelEntry entry, string expected) =>
        Refusal.Of(entry.Where, $"{DataText.Quote(entry.Loader.Name)}, which no chain of train has there", expected);

    private StoredModel Binary(string folder, ModelEntry entry)
    {
        if (entry.Loader != Loader.CalibratedLinear && entry.Loader != Loader.CalibratedTrees && entry.Loader != Loader.CalibratedGam)
            return new StoredModel(Loader.PredictBinary, entry.Loader, new StoredNodes(scores.Binary(entry), null, null));
        entry.Numbers.End();
        var inner = entries.Model($"{folder}/Predictor");
        var score = scores.Binary(inner);
        return new StoredModel(Loader.PredictBinary, inner.Loader, new StoredNodes(score, CalibratorReader.Read(entries, $"{folder}/Calibrator"), null));
    }

    private StoredModel Multiclass(string folder, ModelEntry entry)
    {
        var reader = entry.Numbers;
        reader.Fixed(sizeof(float), "bytes of a number,");
        if (entry.Loader == Loader.OneVersusAll)
            return OneVersusAll(folder, entry, ref reader);
        var classes = new ClassReader(entries, scores, width);
        var (model, count) = entry.Loader == Loader.MaximumEntropy ? classes.MaximumEntropy(folder, entry, ref reader)
            : entry.Loader == Loader.NaiveBayes ? ClassReader.NaiveBayes(ref reader, width)
            : throw Misplaced(entry, "a model of several classes");
        reader.End();
        return new StoredModel(Loader.PredictMulticlass, entry.Loader, new StoredNodes(null, null, model)) { Classes = count };
    }

    private StoredModel OneVersusAll(string folder, ModelEntry entry, ref EntryReader reader)
    {
        var joined = reader.Byte();
        reader.Require(joined is Probabilities or SoftMax, "models that are joined in an unknown way", "probabilities divided by their sum, or a soft-max");
        var classes = reader.Int32();
        reader.Require(classes is > 1 and <= MostClasses, "an impossible number of models");
        reader.End();
        var models = new List<StoredModel>();
        for (var i = 0; i < classes; i++)
        {
            var of = $"{folder}/SubPredictor_{i:000}";
            models.Add(Binary(of, entries.Model(of)));
            if (models[i].Score != models[0].Score || models[i].Nodes.Calibrator?.GetType() != models[0].Nodes.Calibrator?.GetType())
                throw Refusal.Of(entry.Where, "models of different kinds", "one kind of model a class");
        }
        reader.Require(joined == SoftMax || models[0].Nodes.Calibrator is not null, "models without a probability", "models with a calibrator each");
        ModelNode node = joined == SoftMax ? new ModelNode.PlainSoftMax([.. models.Select(model => model.Nodes.Score!)])
            : new ModelNode.OneVersusAll([.. models.Select(model => (model.Nodes.Score!, model.Nodes.Calibrator!))]);
        return new StoredModel(Loader.PredictMulticlass, models[0].Score, new StoredNodes(null, null, node)) { Classes = classes, IsOneVersusAll = true };
    }
}
