using Pipeline.Graph;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads an ensemble of trees and holds each to what a walk relies on: nodes and leaves that form one tree, slots of the feature vector.</summary>
internal static class StoredTrees
{
    private const byte Plain = 0;
    private const byte Forest = 2;

    /// <summary>Reads the ensemble.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="width">Slots of the feature vector.</param>
    /// <exception cref="ArtifactException">A tree is none.</exception>
    public static Tree[] Read(ModelEntry entry, int width)
    {
        var reader = entry.Numbers;
        reader.Fixed(sizeof(float), "bytes of a number,");
        var trees = reader.Count(sizeof(int));
        var isForest = entry.Loader == Loader.ForestBinary || entry.Loader == Loader.ForestRegression;
        var read = new List<Tree>();
        for (var i = 0; i < trees; i++)
            read.Add(Tree(ref reader, isForest, width));
        reader.Require(reader.Double() == 0, "an offset that no trainer gives");
        reader.Fixed(-1, "a text for its input,");
        if (reader.Int32() is var options && options != -1)
            entry.Text(options);
        reader.Fixed(width, "trees for a number of features,");
        if (entry.Loader == Loader.ForestRegression)
        {
            reader.FixedByte(1, "a kind of forest,");
            reader.Int32();
        }
        reader.End();
        return [.. read];
    }

    private static Tree Tree(ref EntryReader reader, bool isForest, int width)
    {
        reader.FixedByte(isForest ? Forest : Plain, "a tree of kind");
        var leaves = reader.Int32();
        reader.Double();
        reader.Require(reader.Double() == 1, "a tree with a weight");
        var left = reader.Numbers<int>();
        var right = reader.Numbers<int>();
        var slots = reader.Numbers<int>();
        var nodes = leaves - 1;
        reader.Require(nodes >= 0 && nodes <= left.Length && right.Length == left.Length && slots.Length == left.Length,
            "a tree whose parts are of different lengths");
        RequireTree(reader, left[..nodes], right[..nodes]);
        // A node that splits by categories looks at no slot of its own, whatever stands there.
        var bySlot = slots[..nodes].ToArray();
        int[]?[]? categorical = null;
        foreach (var node in reader.Numbers<int>())
        {
            reader.Require((uint)node < (uint)nodes, "a categorical split of no node");
            bySlot[node] = 0;
            var chosen = reader.Numbers<int>();
            reader.Require(chosen.Length > 0, "a categorical split without a category");
            RequireSlots(reader, chosen, width);
            var range = reader.Numbers<int>(2);
            RequireSlots(reader, range, width);
            RequireRange(reader, chosen, range);
            (categorical ??= new int[nodes][])[node] = chosen.ToArray();
        }
        RequireSlots(reader, bySlot, width);
        var bins = reader.Numbers<uint>().Length;
        var thresholds = reader.Numbers<float>();
        reader.Require((bins == 0 || bins == left.Length) && thresholds.Length == nodes
            && !thresholds.ContainsAnyNaN(), "splits without a threshold");
        reader.Require(reader.Numbers<float>().Length is var instead && (instead == 0 || instead == left.Length), "values for missing ones of another number");
        var values = reader.Numbers<double>();
        reader.Require(values.Length == left.Length + 1, "leaves of another number");
        for (var informative = 0; informative < 3; informative++)
            reader.Require(reader.Numbers<double>().Length is var length && (length == 0 || length == left.Length), "figures of the splits of another number");
        if (isForest)
        {
            reader.Numbers<double>();
            reader.Numbers<double>();
        }
        // ML.NET gives 0 for a tree that never split, whatever its leaf says.
        return nodes == 0 ? new Tree([], [], [], [], [0], null)
            : new Tree(slots[..nodes].ToArray(), thresholds.ToArray(), left[..nodes].ToArray(), right[..nodes].ToArray(), values[..leaves].ToArray(),
                categorical);
    }

    private static void RequireRange(EntryReader reader, ReadOnlySpan<int> chosen, ReadOnlySpan<int> range)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            reader.Require(chosen[i] >= range[0] && chosen[i] <= range[1] && (i == 0 || chosen[i] > chosen[i - 1]),
                "categories of a split that are not in order");
        }
    }

    /// <summary>Every node but the first, and every leaf, is the child of one node that comes before it or after it, so that the first leads to all: there
    /// is no way round.</summary>
    private static void RequireTree(EntryReader reader, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var nodes = left.Length;
        if (nodes == 0)
            return;
        Span<bool> seen = new bool[(2 * nodes) + 1];
        var open = new Stack<int>([0]);
        var reached = 1;
        seen[0] = true;
        while (open.TryPop(out var node))
        {
            foreach (var child in (ReadOnlySpan<int>)[left[node], right[node]])
            {
                var place = child >= 0 ? child : nodes + ~child;
                reader.Require((child >= 0 ? child < nodes : ~child <= nodes) && !seen[place], "a tree with a child that is none, or twice");
                seen[place] = true;
                reached++;
                if (child >= 0)
                    open.Push(child);
            }
        }
        reader.Require(reached == seen.Length, "a tree with parts that hang on nothing");
    }

    private static void RequireSlots(EntryReader reader, ReadOnlySpan<int> slots, int width)
    {
        foreach (var slot in slots)
            reader.Require((uint)slot < (uint)width, "a split by a slot that the feature vector does not have");
    }

    private static bool ContainsAnyNaN(this ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (float.IsNaN(value))
                return true;
        }
        return false;
    }
}
