using Pipeline.Graph;
using Pipeline.Kernels;

namespace Pipeline.Training.Features;

/// <summary>
/// The features of rows, row by row, as the compiled steps make them: the numbers of a row side by side, and for each column of
/// categories the slot that is 1. Made on all cores, each taking stretches of rows; a row's numbers do not depend on that.
/// </summary>
internal sealed class FeatureMatrix
{
    /// <summary>Rows of a stretch.</summary>
    internal const int StretchRows = 1 << Shift;

    private const int Shift = 12;
    private const int Tile = 512;
    private readonly float[][] numbers;
    private readonly int[][] active;

    private FeatureMatrix(VectorForm form, int rows)
    {
        (Form, Rows) = (form, rows);
        var stretches = (rows + StretchRows - 1) / StretchRows;
        numbers = new float[stretches][];
        active = new int[stretches][];
    }

    /// <summary>How a row's vector is stored.</summary>
    public VectorForm Form { get; }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>Computes the features.</summary>
    /// <param name="blocks">The blocks of the vector.</param>
    /// <param name="form">How it is stored.</param>
    /// <param name="columns">The rows.</param>
    /// <param name="options">How many threads, and what stops it.</param>
    public static FeatureMatrix Of(IReadOnlyList<FeatureBlock> blocks, VectorForm form, FeatureColumns columns, ParallelOptions options)
    {
        var matrix = new FeatureMatrix(form, columns.Count);
        Parallel.For(0, matrix.numbers.Length, options, () => new Filler(blocks, form, columns), (stretch, _, filler) =>
        {
            var start = stretch * StretchRows;
            (matrix.numbers[stretch], matrix.active[stretch]) = filler.Fill(start, Math.Min(StretchRows, columns.Count - start));
            return filler;
        }, _ => { });
        return matrix;
    }

    /// <summary>[Form.Dense] the numbers of a row.</summary>
    public ReadOnlySpan<float> Numbers(int row) => numbers[row >> Shift].AsSpan((row & (StretchRows - 1)) * Form.Dense, Form.Dense);

    /// <summary>[Form.OneHot] the slots of a row that are 1, or −1.</summary>
    public ReadOnlySpan<int> Active(int row) =>
        active[row >> Shift].AsSpan((row & (StretchRows - 1)) * Form.OneHot.Count, Form.OneHot.Count);

    /// <summary>What one thread fills stretches with.</summary>
    private sealed class Filler
    {
        private readonly FeatureColumns columns;
        private readonly FeatureBatch batch;
        private readonly Action<KernelInput>[] kernels;
        private readonly KernelInput room;
        private readonly bool[] plusZero;

        public Filler(IReadOnlyList<FeatureBlock> blocks, VectorForm form, FeatureColumns columns)
        {
            this.columns = columns;
            batch = new FeatureBatch(form.Width, Tile);
            var first = 0;
            kernels = new Action<KernelInput>[blocks.Count];
            for (var i = 0; i < kernels.Length; i++)
            {
                kernels[i] = BlockKernel.Prepare(blocks[i], first, batch);
                first += blocks[i].Width;
            }
            room = columns.Room(Tile);
            plusZero = [.. Enumerable.Range(0, form.Dense).Select(form.IsPlusZero)];
        }

        public (float[] Numbers, int[] Active) Fill(int start, int count)
        {
            var numbers = new float[count * plusZero.Length];
            var active = new int[count * batch.OneHot.Count];
            for (var done = 0; done < count; done += Tile)
            {
                var rows = Math.Min(Tile, count - done);
                var input = columns.Take(start + done, rows, room);
                foreach (var kernel in kernels)
                    kernel(input);
                for (var slot = 0; slot < plusZero.Length; slot++)
                    Place(batch.DenseColumns[slot].Column.AsSpan(0, rows), numbers.AsSpan(done * plusZero.Length), slot);
                for (var block = 0; block < batch.OneHot.Count; block++)
                {
                    for (var row = 0; row < rows; row++)
                        active[((done + row) * batch.OneHot.Count) + block] = batch.OneHot[block].Active[row];
                }
            }
            return (numbers, active);
        }

        private void Place(ReadOnlySpan<float> column, Span<float> numbers, int slot)
        {
            // −0 + 0 is 0; any other number is itself.
            var zero = plusZero[slot] ? 0f : -0f;
            var at = slot;
            foreach (var value in column)
            {
                numbers[at] = value + zero;
                at += plusZero.Length;
            }
        }
    }
}
