using Pipeline.Artifacts.Container;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads the models that a chain may end with, and holds their numbers to the width of the feature vector.</summary>
internal sealed class ModelReader(StoredEntries entries, int width)
{
    private const int MostClasses = 1 << 20;

    /// <summary>A model of a binary class, of a regression, or of several classes.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="predictor">The step that holds it.</param>
    /// <exception cref="ArtifactException">It is none that train puts there.</exception>
    public StoredModel Read(string folder, Loader predictor)
    {
        var entry = entries.Model(folder);
        return predictor == Loader.PredictMulticlass ? Multiclass(folder, entry)
            : predictor == Loader.PredictBinary ? Binary(folder, entry, predictor)
            : new StoredModel(predictor, Score(entry, entry.Loader == Loader.GamRegression || entry.Loader == Loader.FastTreeRegression
                || entry.Loader == Loader.FastTreeTweedie
                || entry.Loader == Loader.ForestRegression || entry.Loader == Loader.LightGbmRegression || entry.Loader == Loader.LinearRegression
                    || entry.Loader == Loader.Poisson), null, 0);
    }

    /// <summary>A calibrator.</summary>
    public Loader Calibrator(string folder)
    {
        entries.MayHave($"{folder}/Calibrator.txt");
        var entry = entries.Model(folder, entries.Has($"{folder}/Model.bin") ? "Model.bin" : "Model.key");
        var reader = entry.Numbers;
        if (entry.Loader == Loader.Platt)
            reader.Require(double.IsFinite(reader.Double()) && double.IsFinite(reader.Double()), "a calibrator without a slope or offset");
        else if (entry.Loader == Loader.Isotonic)
            Isotonic(ref reader);
        else
            throw Misplaced(entry, "a calibrator");
        reader.End();
        return entry.Loader;
    }

    /// <summary>The error for what is known, but has no place there.</summary>
    public static ArtifactException Misplaced(ModelEntry entry, string expected) =>
        Refusal.Of(entry.Where, $"{DataText.Quote(entry.Loader.Name)}, which no chain of train has there", expected);

    private StoredModel Binary(string folder, ModelEntry entry, Loader predictor)
    {
        if (entry.Loader != Loader.CalibratedLinear && entry.Loader != Loader.CalibratedTrees && entry.Loader != Loader.CalibratedGam)
            return new StoredModel(predictor, BinaryScore(entry), null, 0);
        entry.Numbers.End();
        return new StoredModel(predictor, BinaryScore(entries.Model($"{folder}/Predictor")), Calibrator($"{folder}/Calibrator"), 0);
    }

    private StoredModel Multiclass(string folder, ModelEntry entry)
    {
        var reader = entry.Numbers;
        reader.Fixed(sizeof(float), "bytes of a number,");
        if (entry.Loader == Loader.OneVersusAll)
        {
            reader.Require(reader.Byte() is 0 or 1 or 2, "models that are joined in an unknown way");
            var classes = reader.Int32();
            reader.Require(classes is > 1 and <= MostClasses, "an impossible number of models");
            reader.End();
            StoredModel? last = null;
            for (var i = 0; i < classes; i++)
            {
                var of = $"{folder}/SubPredictor_{i:000}";
                var model = Binary(of, entries.Model(of), Loader.PredictBinary);
                if (last is not null && last != model)
                    throw Refusal.Of(entry.Where, "models of different kinds", "one kind of model a class");
                last = model;
            }
            return last! with { Predictor = Loader.PredictMulticlass, Classes = classes, IsOneVersusAll = true };
        }
        var count = entry.Loader == Loader.MaximumEntropy ? MaximumEntropy(folder, entry, ref reader)
            : entry.Loader == Loader.NaiveBayes ? NaiveBayes(ref reader)
            : throw Misplaced(entry, "a model of several classes");
        reader.End();
        return new StoredModel(Loader.PredictMulticlass, entry.Loader, null, count);
    }

    private int MaximumEntropy(string folder, ModelEntry entry, ref EntryReader reader)
    {
        reader.Fixed(width, "weights for a number of features,");
        var classes = reader.Count(sizeof(float));
        reader.Numbers<float>(classes);
        var starts = reader.Numbers<int>();
        var indices = reader.Numbers<int>();
        var weights = reader.Numbers<float>().Length;
        if (starts.Length == 0)
            reader.Require(indices.Length == 0 && weights == (long)classes * width, "weights of another number");
        else
        {
            reader.Require(starts.Length == classes + 1 && starts[0] == 0 && starts[classes] == indices.Length && weights == indices.Length,
                "weights of another number");
            for (var k = 0; k < classes; k++)
            {
                reader.Require(starts[k] <= starts[k + 1] && starts[k + 1] <= indices.Length, "weights that are not in order");
                RequireSlots(reader, indices[starts[k]..starts[k + 1]]);
            }
        }
        if (entries.Has($"{folder}/LabelNames"))
        {
            var names = new EntryReader(entries.Where($"{folder}/LabelNames"), entries.Bytes($"{folder}/LabelNames"));
            for (var k = 0; k < classes; k++)
                entry.Text(ref names);
            names.End();
        }
        return classes;
    }

    private int NaiveBayes(ref EntryReader reader)
    {
        var classes = reader.Numbers<long>(reader.Count(sizeof(long)));
        reader.Fixed(width, "counts for a number of features,");
        foreach (var rows in classes)
        {
            foreach (var count in reader.Numbers<long>(width))
                reader.Require(count >= 0 && count <= rows, "a count that is more than the rows of its class");
        }
        reader.Numbers<double>(classes.Length);
        return classes.Length;
    }

    private Loader BinaryScore(ModelEntry entry) => Score(entry, entry.Loader == Loader.LinearBinary || entry.Loader == Loader.FastTreeBinary
        || entry.Loader == Loader.ForestBinary
        || entry.Loader == Loader.LightGbmBinary || entry.Loader == Loader.GamBinary);

    private Loader Score(ModelEntry entry, bool isOfTheTask)
    {
        if (!isOfTheTask)
            throw Misplaced(entry, "a model of the task");
        var reader = entry.Numbers;
        if (entry.Loader == Loader.LinearBinary || entry.Loader == Loader.LinearRegression || entry.Loader == Loader.Poisson)
            Linear(ref reader);
        else if (entry.Loader == Loader.GamBinary || entry.Loader == Loader.GamRegression)
            Gam(ref reader);
        else
            StoredTrees.Read(entry, width);
        return entry.Loader;
    }

    private void Linear(ref EntryReader reader)
    {
        reader.Fixed(sizeof(float), "bytes of a number,");
        reader.Single();
        reader.Fixed(width, "weights for a number of features,");
        var indices = reader.Numbers<int>();
        var weights = reader.Numbers<float>().Length;
        reader.Require(weights == (indices.Length == 0 ? width : indices.Length) || (indices.Length == 0 && weights == 0), "weights of another number");
        RequireSlots(reader, indices);
        reader.End();
    }

    private void Gam(ref EntryReader reader)
    {
        var shapes = reader.Count(sizeof(int));
        reader.Fixed(width, "shapes for a number of features,");
        reader.Double();
        var bins = new int[shapes];
        for (var i = 0; i < shapes; i++)
        {
            bins[i] = reader.Numbers<double>().Length;
            reader.Require(bins[i] > 0, "a shape without a bin");
        }
        foreach (var count in bins)
            RequireAscending(reader, reader.Numbers<double>(count));
        var (features, used) = (new HashSet<int>(), new HashSet<int>());
        var pairs = reader.Count(2 * sizeof(int));
        for (var i = 0; i < pairs; i++)
        {
            var (feature, shape) = (reader.Int32(), reader.Int32());
            reader.Require((uint)feature < (uint)width && (uint)shape < (uint)shapes && features.Add(feature) && used.Add(shape),
                "a shape of no feature, or of two");
        }
        reader.Require(pairs == shapes, "shapes of no feature");
        reader.End();
    }

    private static void Isotonic(ref EntryReader reader)
    {
        reader.Fixed(sizeof(float), "bytes of a number,");
        var pieces = reader.Count(3 * sizeof(float));
        var (reached, value) = (float.NegativeInfinity, 0f);
        for (var i = 0; i < pieces; i++)
        {
            var (low, high, probability) = (reader.Single(), reader.Single(), reader.Single());
            reader.Require(low >= reached && high >= low && probability >= value && probability <= 1, "pieces of a calibrator that do not rise");
            (reached, value) = (high, probability);
        }
        reader.Require(pieces > 0, "a calibrator without a piece");
    }

    private static void RequireAscending(EntryReader reader, ReadOnlySpan<double> bounds)
    {
        for (var i = 1; i < bounds.Length; i++)
            reader.Require(bounds[i] > bounds[i - 1], "bins that are not in order");
        reader.Require(double.IsPositiveInfinity(bounds[^1]), "a last bin that ends");
    }

    private void RequireSlots(EntryReader reader, ReadOnlySpan<int> slots)
    {
        for (var i = 0; i < slots.Length; i++)
            reader.Require((uint)slots[i] < (uint)width && (i == 0 || slots[i] > slots[i - 1]), "slots that are not in order, or not of the feature vector");
    }
}
