using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pipeline.Training.Network;

/// <summary>Some rows of a table in columns: numbers, then the vectors of the categories, which are read from the tables of the embeddings.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class NetworkBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkArrays<T> arrays;
    private readonly ParameterSlot[] tables;
    private readonly int[] codes;
    private readonly T[] labels;
    private readonly T[] weights;
    private bool weighted;

    /// <summary>Makes room for so many rows.</summary>
    public NetworkBatch(NetworkArrays<T> arrays, int capacity)
    {
        this.arrays = arrays;
        var plan = arrays.Layout.Plan;
        tables = [.. Enumerable.Range(0, plan.Embeddings.Count).Select(j => arrays.Layout.Find(FormattableString.Invariant($"embeddings.{j}.weight"))!)];
        Input = new Columns<T>(plan.Inputs, capacity);
        codes = new int[capacity * tables.Length];
        (labels, weights) = (new T[capacity], new T[capacity]);
    }

    /// <summary>What goes into the network.</summary>
    public Columns<T> Input { get; }

    /// <summary>By row.</summary>
    public ReadOnlySpan<T> Labels => labels.AsSpan(0, Input.Rows);

    /// <summary>By row; empty for ones.</summary>
    public ReadOnlySpan<T> Weights => weighted ? weights.AsSpan(0, Input.Rows) : [];

    private NetworkPlan Plan => arrays.Layout.Plan;

    /// <summary>Takes rows from a table.</summary>
    /// <param name="crew">Shares the rows.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">Their numbers, in the order in which they are taken.</param>
    public void Load(Crew crew, NetworkRows<T> table, ReadOnlyMemory<int> rows)
    {
        Input.Rows = rows.Length;
        weighted = table.Weights is not null;
        crew.Run(rows.Length, (from, to) => Load(table, rows.Span, from, to));
        for (var i = 0; i < Input.Features && Input.Rows < Input.Padded; i++)
            Input.ClearPadding(i);
    }

    /// <summary>The gradients of the tables, dense: a vector that no row of the batch has gets zeros. Rows in ascending order.</summary>
    /// <param name="crew">Shares the tables.</param>
    /// <param name="gradient">By the input of the network.</param>
    public void Backward(Crew crew, Columns<T> gradient) => crew.Run(tables.Length, (from, to) =>
    {
        for (var j = from; j < to; j++)
        {
            var sums = tables[j].Of(arrays.Gradients);
            sums.Clear();
            var (width, first) = (Plan.Embeddings[j].Width, First(j));
            for (var d = 0; d < width; d++)
            {
                var column = gradient[first + d];
                for (var row = 0; row < Input.Rows; row++)
                    sums[(codes[(row * tables.Length) + j] * width) + d] += column[row];
            }
        }
    });

    /// <summary>Adds noise to the numbers: row r of column i gets deviation·n, n a normal number, two rows from a block.</summary>
    /// <param name="crew">Shares the columns.</param>
    /// <param name="deviation">Its standard deviation.</param>
    /// <param name="seed">Seed, epoch and step say which noise.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="step">The step.</param>
    public void AddNoise(Crew crew, double deviation, ulong seed, int epoch, long step) => crew.Run(Plan.Numbers, (from, to) =>
    {
        for (var i = from; i < to; i++)
        {
            var draws = new Draws(seed, Purpose.Noise, i, epoch, step);
            var column = Input[i];
            for (var row = 0; row < Input.Rows; row += 2)
            {
                var (first, second) = draws.Normals((uint)(row / 2));
                column[row] += T.CreateTruncating(deviation * first);
                if (row + 1 < Input.Rows)
                    column[row + 1] += T.CreateTruncating(deviation * second);
            }
        }
    });

    private int First(int table)
    {
        var first = Plan.Numbers;
        for (var j = 0; j < table; j++)
            first += Plan.Embeddings[j].Width;
        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(NetworkRows<T> table, ReadOnlySpan<int> rows, int from, int to)
    {
        var stride = Input.Stride;
        for (var row = from; row < to; row++)
        {
            var source = table.Numbers.AsSpan(rows[row] * Plan.Numbers, Plan.Numbers);
            ref var number = ref Unsafe.Add(ref Input.First(0), row);
            foreach (var value in source)
            {
                number = value;
                number = ref Unsafe.Add(ref number, stride);
            }
            labels[row] = table.Labels[rows[row]];
            if (weighted)
                weights[row] = table.Weights![rows[row]];
            var column = Plan.Numbers;
            for (var j = 0; j < tables.Length; j++)
            {
                var code = table.Codes[(rows[row] * tables.Length) + j];
                codes[(row * tables.Length) + j] = code;
                var vector = tables[j].Of(arrays.Parameters).Slice(code * Plan.Embeddings[j].Width, Plan.Embeddings[j].Width);
                foreach (var value in vector)
                    Input.At(column++, row) = value;
            }
        }
    }
}
