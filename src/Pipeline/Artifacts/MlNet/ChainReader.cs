using System.Globalization;
using Pipeline.Artifacts.Container;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>
/// Reads the steps of a chain in the order in which train puts them, every one to its last byte, and the model at their end. A step
/// that is not known, or is not where chains of train have it, is refused: nothing that ML.NET would run is passed over. Only then
/// may ML.NET load it.
/// </summary>
internal sealed class ChainReader
{
    private const string Folder = "TransformerChain";

    /// <summary>ML.NET's number for «in training, test and scoring».</summary>
    private const int Everywhere = 7;

    private readonly StoredEntries entries;
    private readonly List<(string Folder, ModelEntry Entry)> steps;
    private int at;

    private ChainReader(StoredEntries entries)
    {
        this.entries = entries;
        steps = Steps(Folder, entries.Model(Folder));
    }

    /// <summary>Reads the chain of a zip.</summary>
    /// <param name="path">The zip, for refusals.</param>
    /// <param name="entries">Its entries.</param>
    /// <exception cref="ArtifactException">It is none that train makes; the entry is named.</exception>
    public static StoredChain Read(string path, IReadOnlyDictionary<string, byte[]> entries)
    {
        var stored = new StoredEntries(path, entries);
        stored.MayHave("TrainingInfo/Version.txt");
        var chain = new ChainReader(stored).Chain();
        stored.RequireNoMore();
        return chain;
    }

    private StoredChain Chain()
    {
        var features = new FeatureReader(entries, this).Read(StoredSchema.Read(entries.Where("Schema"), entries.Bytes("Schema")));
        var model = Predictor(features.Width);
        if (at < steps.Count)
            throw ModelReader.Misplaced(steps[at].Entry, "no step behind the model");
        return new StoredChain(features, model);
    }

    /// <summary>The next step, which stays the next.</summary>
    public ModelEntry Peek => steps[at].Entry;

    /// <summary>Whether the next step is of a kind.</summary>
    public bool IsNext(Loader loader) => at < steps.Count && steps[at].Entry.Loader == loader;

    /// <summary>The next step, which must be of a kind.</summary>
    public (string Folder, ModelEntry Entry) Next(Loader loader)
    {
        if (at == steps.Count)
            throw Refusal.Of(entries.Where($"{Folder}/Model.key"), "a chain that ends too early", $"a step {DataText.Quote(loader.Name)} behind it");
        return IsNext(loader) ? steps[at++] : throw ModelReader.Misplaced(steps[at].Entry, $"{DataText.Quote(loader.Name)}");
    }

    /// <summary>The entries of the steps of a chain.</summary>
    public List<(string Folder, ModelEntry Entry)> Steps(string folder, ModelEntry chain)
    {
        if (chain.Loader != Loader.Chain)
            throw ModelReader.Misplaced(chain, "a chain of steps");
        var reader = chain.Numbers;
        var scopes = reader.Int32s();
        foreach (var scope in scopes)
            reader.Require(scope == Everywhere, "a step that is not for every use");
        reader.End();
        var read = new List<(string, ModelEntry)>(scopes.Length);
        for (var i = 0; i < scopes.Length; i++)
        {
            var step = string.Create(CultureInfo.InvariantCulture, $"{folder}/Transform_{i:000}");
            read.Add((step, entries.Model(step)));
        }
        return read;
    }

    private StoredModel Predictor(int width)
    {
        var loader = IsNext(Loader.PredictBinary) ? Loader.PredictBinary : IsNext(Loader.PredictMulticlass) ? Loader.PredictMulticlass
            : Loader.PredictRegression;
        var (folder, entry) = Next(loader);
        var models = new ModelReader(entries, width);
        var model = models.Read($"{folder}/Model", loader);
        var schema = StoredSchema.Read(entries.Where($"{folder}/TrainSchema"), entries.Bytes($"{folder}/TrainSchema"));
        var reader = entry.Numbers;
        Named(entry, ref reader, ChainColumns.Features);
        if (!schema.Any(column => column.Name == ChainColumns.Features && column.Type.IsVector("Single", width)))
            throw Refusal.Of(entries.Where($"{folder}/TrainSchema"), "no feature vector", FormattableString.Invariant($"one of {width} slots"));
        if (loader == Loader.PredictMulticlass)
        {
            Named(entry, ref reader, ChainColumns.Label);
            Named(entry, ref reader, "Score");
            Named(entry, ref reader, "PredictedLabel");
            model = model with { Labels = schema.LastOrDefault(column => column.Name == ChainColumns.Label)?.KeyValues };
            ToText();
        }
        else if (loader == Loader.PredictBinary)
        {
            model = model with { Cut = reader.Single() };
            Named(entry, ref reader, "Score");
            if (model.Nodes.Calibrator is null)
                model = model with { Nodes = model.Nodes with { Calibrator = Calibrator() } };
        }
        reader.End();
        return model;
    }

    private CalibratorNode Calibrator()
    {
        var (folder, entry) = Next(IsNext(Loader.CalibrateIsotonic) ? Loader.CalibrateIsotonic : Loader.CalibratePlatt);
        var reader = entry.Numbers;
        Named(entry, ref reader, "Score");
        reader.End();
        var calibrator = CalibratorReader.Read(entries, $"{folder}/Calibrator");
        return calibrator is CalibratorNode.Isotonic == (entry.Loader == Loader.CalibrateIsotonic) ? calibrator
            : throw Refusal.Of(entry.Where, "a step for another calibrator");
    }

    private void ToText()
    {
        var (_, entry) = Next(Loader.KeyToText);
        var reader = entry.Numbers;
        reader.Fixed(1, "a number of columns");
        Named(entry, ref reader, "PredictedLabel");
        Named(entry, ref reader, "PredictedLabel");
        reader.End();
    }

    private static void Named(ModelEntry entry, ref EntryReader reader, string column)
    {
        if (entry.Text(ref reader) is var found && found != column)
            throw Refusal.Of(entry.Where, $"column {DataText.Name(found)}", $"column {DataText.Name(column)}");
    }
}
