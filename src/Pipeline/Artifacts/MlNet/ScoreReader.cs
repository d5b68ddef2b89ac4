using Pipeline.Graph;

namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads the models that give one score, and holds their numbers to the width of the feature vector.</summary>
internal sealed class ScoreReader(int width)
{
    /// <summary>The score of a binary model.</summary>
    public ScoreNode Binary(ModelEntry entry) => Read(entry, entry.Loader == Loader.LinearBinary || entry.Loader == Loader.FastTreeBinary
        || entry.Loader == Loader.ForestBinary || entry.Loader == Loader.LightGbmBinary || entry.Loader == Loader.GamBinary);

    /// <summary>The score of a regression.</summary>
    public ScoreNode Regression(ModelEntry entry) => Read(entry, entry.Loader == Loader.GamRegression || entry.Loader == Loader.FastTreeRegression
        || entry.Loader == Loader.FastTreeTweedie || entry.Loader == Loader.ForestRegression || entry.Loader == Loader.LightGbmRegression
        || entry.Loader == Loader.LinearRegression || entry.Loader == Loader.Poisson);

    /// <summary>Holds the slots of a sparse vector to the feature vector.</summary>
    public void RequireSlots(EntryReader reader, ReadOnlySpan<int> slots)
    {
        for (var i = 0; i < slots.Length; i++)
            reader.Require((uint)slots[i] < (uint)width && (i == 0 || slots[i] > slots[i - 1]), "slots that are not in order, or not of the feature vector");
    }

    private ScoreNode Read(ModelEntry entry, bool isOfTheTask)
    {
        if (!isOfTheTask)
            throw ModelReader.Misplaced(entry, "a model of the task");
        var reader = entry.Numbers;
        if (entry.Loader == Loader.LinearBinary || entry.Loader == Loader.LinearRegression)
            return Linear(ref reader);
        if (entry.Loader == Loader.Poisson)
            return new ScoreNode.Exponential(Linear(ref reader));
        if (entry.Loader == Loader.GamBinary || entry.Loader == Loader.GamRegression)
            return Gam(ref reader);
        var trees = StoredTrees.Read(entry, width);
        return entry.Loader == Loader.FastTreeTweedie ? new ScoreNode.Exponential(new ScoreNode.TreeEnsemble(trees, 1))
            : new ScoreNode.TreeEnsemble(trees, entry.Loader == Loader.ForestRegression ? trees.Length : 1);
    }

    private ScoreNode.Dot Linear(ref EntryReader reader)
    {
        reader.Fixed(sizeof(float), "bytes of a number,");
        var bias = reader.Single();
        reader.Fixed(width, "weights for a number of features,");
        var slots = reader.Int32s();
        var values = reader.Singles(reader.Count(sizeof(float)));
        reader.Require(values.Length == (slots.Length == 0 ? width : slots.Length) || (slots.Length == 0 && values.Length == 0), "weights of another number");
        RequireSlots(reader, slots);
        reader.End();
        var weights = new float[width];
        for (var i = 0; i < values.Length; i++)
            weights[slots.Length == 0 ? i : slots[i]] = values[i];
        reader.Require(float.IsFinite(bias) && AreFinite(weights), "a bias or a weight that is no number");
        return new ScoreNode.Dot(weights, bias);
    }

    private ScoreNode.Gam Gam(ref EntryReader reader)
    {
        var shapes = reader.Count(sizeof(int));
        reader.Fixed(width, "shapes for a number of features,");
        var intercept = reader.Double();
        var effects = new double[shapes][];
        for (var i = 0; i < shapes; i++)
        {
            effects[i] = reader.Doubles(reader.Count(sizeof(double)));
            reader.Require(effects[i].Length > 0, "a shape without a bin");
        }
        var bounds = new double[shapes][];
        for (var i = 0; i < shapes; i++)
        {
            bounds[i] = reader.Doubles(effects[i].Length);
            RequireAscending(reader, bounds[i]);
        }
        var (of, used) = (new SortedList<int, GamShape>(), new HashSet<int>());
        var pairs = reader.Count(2 * sizeof(int));
        for (var i = 0; i < pairs; i++)
        {
            var (feature, shape) = (reader.Int32(), reader.Int32());
            reader.Require((uint)feature < (uint)width && (uint)shape < (uint)shapes && used.Add(shape)
                && of.TryAdd(feature, new GamShape(feature, bounds[shape], effects[shape])), "a shape of no feature, or of two");
        }
        reader.Require(pairs == shapes, "shapes of no feature");
        reader.End();
        return new ScoreNode.Gam([.. of.Values], intercept);
    }

    private static void RequireAscending(EntryReader reader, double[] bounds)
    {
        for (var i = 1; i < bounds.Length; i++)
            reader.Require(bounds[i] > bounds[i - 1], "bins that are not in order");
        reader.Require(double.IsPositiveInfinity(bounds[^1]), "a last bin that ends");
    }

    private static bool AreFinite(float[] values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }
}
