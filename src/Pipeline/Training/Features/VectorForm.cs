using Microsoft.ML.Data;
using Pipeline.Graph;

namespace Pipeline.Training.Features;

/// <summary>A stretch of the feature vector that ML.NET makes as one vector of its own.</summary>
/// <param name="First">Its first slot.</param>
/// <param name="Length">Its slots.</param>
/// <param name="DropsZeros">
/// Whether it comes out of a normalizer: those leave zeros out where they are more than half.
/// </param>
internal readonly record struct VectorPart(int First, int Length, bool DropsZeros);

/// <summary>
/// How ML.NET 5.0.1's own steps would store a row's feature vector: with all its numbers, or with some and their slots. Trainers take
/// sums in another order for one form than for the other, so that the same numbers in another form would be another model. The rules,
/// observed and held by a test: a part that drops zeros is stored whole where at least half of its numbers are not 0, and a vector of
/// parts is stored whole where more than half of its slots are stored in them.
/// </summary>
internal sealed class VectorForm
{
    private readonly IReadOnlyList<VectorPart> parts;
    private readonly int[] stored;

    /// <summary>The form of blocks.</summary>
    /// <param name="blocks">All dense blocks, then the categories, none of which is scaled.</param>
    /// <param name="scaledTogether">How many slots from the first on are one vector when they are scaled; 0 where each block is its own.</param>
    public VectorForm(IReadOnlyList<FeatureBlock> blocks, int scaledTogether)
    {
        OneHot = [.. blocks.OfType<FeatureBlock.OneHot>()];
        Dense = blocks.Where(block => block.IsDense).Sum(block => block.Width);
        Width = blocks.Sum(block => block.Width);
        Check(blocks);
        parts = [.. Parts(blocks, scaledTogether)];
        stored = new int[parts.Count];
    }

    /// <summary>Slots that have a number of their own; they come first.</summary>
    public int Dense { get; }

    /// <summary>Slots.</summary>
    public int Width { get; }

    /// <summary>The categories, one block a column.</summary>
    public IReadOnlyList<FeatureBlock.OneHot> OneHot { get; }

    /// <summary>A form for another thread.</summary>
    public VectorForm Copy() => new(this);

    private VectorForm(VectorForm other)
    {
        (parts, OneHot, Dense, Width) = (other.parts, other.OneHot, other.Dense, other.Width);
        stored = new int[parts.Count];
    }

    /// <summary>Turns −0 into 0 where ML.NET does: in parts that drop zeros.</summary>
    public bool IsPlusZero(int slot)
    {
        foreach (var part in parts)
        {
            if (slot >= part.First && slot < part.First + part.Length)
                return part.DropsZeros;
        }
        return false;
    }

    /// <summary>Writes a row's vector.</summary>
    /// <param name="numbers">[Dense] the numbers.</param>
    /// <param name="active">[OneHot] the slot that is 1 of each block, or −1.</param>
    /// <param name="vector">What is written, [Width].</param>
    public void Write(ReadOnlySpan<float> numbers, ReadOnlySpan<int> active, ref VBuffer<float> vector)
    {
        var count = 0;
        for (var i = 0; i < stored.Length; i++)
            count += stored[i] = Stored(parts[i], numbers);
        foreach (var slot in active)
            count += slot >= 0 ? 1 : 0;
        if (count > Width / 2)
            WriteWhole(numbers, active, ref vector);
        else
            WriteSome(numbers, active, count, ref vector);
    }

    private void WriteWhole(ReadOnlySpan<float> numbers, ReadOnlySpan<int> active, ref VBuffer<float> vector)
    {
        var editor = VBufferEditor.Create(ref vector, Width);
        numbers.CopyTo(editor.Values);
        editor.Values[numbers.Length..].Clear();
        foreach (var slot in active)
        {
            if (slot >= 0)
                editor.Values[slot] = 1;
        }
        vector = editor.Commit();
    }

    private void WriteSome(ReadOnlySpan<float> numbers, ReadOnlySpan<int> active, int count, ref VBuffer<float> vector)
    {
        var editor = VBufferEditor.Create(ref vector, Width, count, requireIndicesOnDense: true);
        var values = editor.Values;
        var slots = editor.Indices;
        var at = 0;
        for (var i = 0; i < stored.Length; i++)
        {
            var part = parts[i];
            var isWhole = stored[i] == part.Length;
            for (var slot = part.First; slot < part.First + part.Length; slot++)
            {
                if (isWhole || numbers[slot] != 0)
                    (values[at], slots[at++]) = (numbers[slot], slot);
            }
        }
        foreach (var slot in active)
        {
            if (slot >= 0)
                (values[at], slots[at++]) = (1, slot);
        }
        vector = editor.Commit();
    }

    private static int Stored(VectorPart part, ReadOnlySpan<float> numbers)
    {
        if (!part.DropsZeros)
            return part.Length;
        var count = 0;
        foreach (var number in numbers.Slice(part.First, part.Length))
            count += number != 0 ? 1 : 0;
        return count > 0 && count >= part.Length / 2 ? part.Length : count;
    }

    private void Check(IReadOnlyList<FeatureBlock> blocks)
    {
        if (blocks.SkipWhile(block => block.IsDense).Any(block => block is not FeatureBlock.OneHot { Scaler: null }) || OneHot.Any(block => block.IsDense))
            throw new ArgumentException("categories that are scaled, or that are not last", nameof(blocks));
    }

    private static IEnumerable<VectorPart> Parts(IReadOnlyList<FeatureBlock> blocks, int scaledTogether)
    {
        var first = 0;
        if (scaledTogether > 0)
            yield return new VectorPart(0, scaledTogether, Drops(blocks[0]));
        foreach (var block in blocks.Where(block => block.IsDense))
        {
            if (first >= scaledTogether)
                yield return new VectorPart(first, block.Width, Drops(block));
            first += block.Width;
        }
    }

    private static bool Drops(FeatureBlock block) => block is FeatureBlock.Numeric { Scaler: not null } or FeatureBlock.Missing { Scaler: not null };
}
