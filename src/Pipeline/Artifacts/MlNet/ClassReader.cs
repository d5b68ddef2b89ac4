using Pipeline.Graph;

namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads the models of several classes that are not made of one model a class.</summary>
internal sealed class ClassReader(StoredEntries entries, ScoreReader scores, int width)
{
    /// <summary>One weighted sum a class.</summary>
    public (ModelNode Model, int Classes) MaximumEntropy(string folder, ModelEntry entry, ref EntryReader reader)
    {
        reader.Fixed(width, "weights for a number of features,");
        var classes = reader.Count(sizeof(float));
        var biases = reader.Numbers<float>(classes);
        var starts = reader.Numbers<int>();
        var slots = reader.Numbers<int>();
        var weights = reader.Numbers<float>();
        if (starts.Length == 0)
            reader.Require(slots.Length == 0 && weights.Length == (long)classes * width, "weights of another number");
        else
        {
            reader.Require(starts.Length == classes + 1 && starts[0] == 0 && starts[classes] == slots.Length && weights.Length == slots.Length,
                "weights of another number");
        }
        var sums = new ScoreNode[classes];
        for (var k = 0; k < classes; k++)
        {
            float[] dense;
            if (starts.Length == 0)
                dense = weights.Slice(k * width, width).ToArray();
            else
            {
                reader.Require(starts[k] <= starts[k + 1] && starts[k + 1] <= slots.Length, "weights that are not in order");
                scores.RequireSlots(reader, slots[starts[k]..starts[k + 1]]);
                dense = new float[width];
                for (var i = starts[k]; i < starts[k + 1]; i++)
                    dense[slots[i]] = weights[i];
            }
            sums[k] = new ScoreNode.Dot(dense, biases[k]);
        }
        if (entries.Has($"{folder}/LabelNames"))
        {
            var names = new EntryReader(entries.Where($"{folder}/LabelNames"), entries.Bytes($"{folder}/LabelNames"));
            for (var k = 0; k < classes; k++)
                entry.Text(ref names);
            names.End();
        }
        return (new ModelNode.SoftMax(sums), classes);
    }

    /// <summary>Counts of the rows in which a feature is above 0.</summary>
    public static (ModelNode Model, int Classes) NaiveBayes(ref EntryReader reader, int width)
    {
        var classes = reader.Numbers<long>(reader.Count(sizeof(long))).ToArray();
        reader.Fixed(width, "counts for a number of features,");
        var counts = new long[classes.Length][];
        for (var k = 0; k < classes.Length; k++)
        {
            counts[k] = reader.Numbers<long>(width).ToArray();
            reader.Require(classes[k] > 0, "a class without a row");
            foreach (var count in counts[k])
                reader.Require(count >= 0 && count <= classes[k], "a count that is more than the rows of its class");
        }
        reader.Numbers<double>(classes.Length);
        return (ModelNode.NaiveBayes.Of(classes, counts), classes.Length);
    }
}
