using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>A tree in one array: first its nodes, then its leaves, which lead to themselves.</summary>
internal sealed class FlatTree
{
    private readonly Step[] steps;
    private readonly double[] leaves;
    private readonly int nodes;

    /// <summary>[nodes] the slots of a categorical split, or null; null where there is none.</summary>
    private readonly int[]?[]? sets;

    public FlatTree(Tree tree)
    {
        nodes = tree.Slots.Length;
        leaves = tree.Leaves;
        sets = tree.Categorical;
        steps = new Step[nodes + leaves.Length];
        for (var node = 0; node < nodes; node++)
            steps[node] = new Step(tree.Slots[node], tree.Thresholds[node], Place(tree.Left[node]), Place(tree.Right[node]));
        for (var place = nodes; place < steps.Length; place++)
            steps[place] = new Step(0, 0, place, place);
    }

    /// <summary>Value of the leaf at a place.</summary>
    public double Leaf(int place) => leaves[place - nodes];

    /// <summary>Walks rows to their leaves.</summary>
    /// <param name="vectors">[rows][width] the feature vectors.</param>
    /// <param name="width">Slots of a vector.</param>
    /// <param name="places">[rows] where they arrive.</param>
    public void Walk(float[] vectors, int width, Span<int> places)
    {
        places.Clear();
        while (sets is null ? Go(vectors, width, places) : GoBySets(vectors, width, places))
        {
        }
    }

    /// <summary>Takes a step with every row; false where none has moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Go(float[] vectors, int width, Span<int> places)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(vectors);
        ref var first = ref MemoryMarshal.GetArrayDataReference(steps);
        var moved = 0;
        foreach (ref var place in places)
        {
            ref var step = ref Unsafe.Add(ref first, place);
            // No branch, which no processor could foresee.
            var left = -(int)Unsafe.BitCast<bool, byte>(Unsafe.Add(ref x, step.Slot) <= step.Threshold);
            var next = step.Right ^ (left & (step.Left ^ step.Right));
            moved |= place ^ next;
            place = next;
            x = ref Unsafe.Add(ref x, width);
        }
        return moved != 0;
    }

    private bool GoBySets(float[] vectors, int width, Span<int> places)
    {
        var moved = false;
        for (var row = 0; row < places.Length; row++)
        {
            var place = places[row];
            if (place >= nodes)
                continue;
            var (step, vector) = (steps[place], row * width);
            var right = sets![place] is { } slots ? AnyAbove(vectors, vector, slots) : !(vectors[vector + step.Slot] <= step.Threshold);
            places[row] = right ? step.Right : step.Left;
            moved = true;
        }
        return moved;
    }

    private static bool AnyAbove(float[] vectors, int vector, int[] slots)
    {
        foreach (var slot in slots)
        {
            if (vectors[vector + slot] > 0)
                return true;
        }
        return false;
    }

    private int Place(int child) => child >= 0 ? child : nodes + ~child;

    private readonly record struct Step(int Slot, float Threshold, int Left, int Right);
}
