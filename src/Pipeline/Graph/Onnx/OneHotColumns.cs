using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// One-hot blocks that never exist as columns: what depends on their categories is looked up, for all of them by one node. The tables
/// of the blocks are one table, in which a category's number and a block's offset make a row. A block has one row a category and two
/// before it, for a missing and for an unseen one, which are the numbers −2 and −1. Of the first block these two are at the table's
/// end, where Gather finds them by those very numbers, so that a single block needs no offset.
/// </summary>
internal sealed class OneHotColumns
{
    private readonly (FeatureBlock.OneHot Block, int First, int Offset)[] blocks;
    private readonly OnnxValue rows;

    /// <summary>Blocks, of which each has its first slot.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="blocks">One or more, slots ascending.</param>
    /// <param name="categories">[N, blocks] int32: numbers of the categories.</param>
    public OneHotColumns(GraphWriter graph, IReadOnlyList<(FeatureBlock.OneHot Block, int First)> blocks, OnnxValue categories)
    {
        this.blocks = [.. blocks.Select((block, i) => (block.Block, block.First, blocks.Take(i).Sum(before => before.Block.Width + 2)))];
        rows = Shifted(graph, categories, [.. this.blocks.Select(block => block.Offset)]);
    }

    public int Count => blocks.Length;

    /// <summary>Their slots, ascending.</summary>
    public IEnumerable<int> Slots => blocks.SelectMany(block => Enumerable.Range(block.First, block.Block.Width));

    /// <summary>Looks a row of each block's table up for every row of the batch, [N, blocks, width].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="of">From the slot that is 1 to a row of the table.</param>
    /// <param name="none">The row where no slot is 1.</param>
    public OnnxValue Look<T>(GraphWriter graph, Func<int, T[]> of, T[] none)
        where T : unmanaged
    {
        T[] table = [.. Table(slot => slot < 0 ? none : of(slot)).SelectMany(row => row)];
        return graph.Gather(graph.Constant<T>(table, table.Length / none.Length, none.Length), rows, 0);
    }

    /// <summary>Slots as columns, [N, slots]: float32, 1 or 0.</summary>
    public OnnxValue Columns(GraphWriter graph, int[] slots)
    {
        int[] table = [.. Table(slot => slot)];
        var active = graph.Gather(graph.Constant<int>(table, table.Length), rows, 0);
        if (Count > 1)
            active = graph.Columns(active, Array.ConvertAll(slots, BlockOf));
        return graph.Cast(graph.Equal(active, graph.Constant<int>(slots, 1, slots.Length)), DataType.Float);
    }

    /// <summary>Whether any slot of each set is 1, [N, sets] bool; slots of other blocks do not count.</summary>
    public OnnxValue AnyOf(GraphWriter graph, IReadOnlyList<int[]> sets)
    {
        var parts = sets.Select(set => blocks.Index().Where(block => set.Any(slot => Has(block.Item, slot))).Select(block => block.Index).ToArray()).ToArray();
        var answers = Enumerable.Range(0, Math.Max(1, parts.Max(part => part.Length)))
            .Select(n => Answers(graph, [.. sets.Select((set, i) => n < parts[i].Length ? (parts[i][n], set) : (0, []))]));
        return answers.Aggregate(graph.Or);
    }

    /// <summary>Whether the slot of a block that is 1 is in a set, [N, questions]: a table for each question, one after the other.</summary>
    private OnnxValue Answers(GraphWriter graph, (int Block, int[] Set)[] questions)
    {
        var (table, offsets) = (new List<bool>(), new int[questions.Length]);
        foreach (var (i, (number, set)) in questions.Index())
        {
            var block = blocks[number];
            offsets[i] = table.Count + 2 - block.Offset;
            var members = set.ToHashSet();
            table.AddRange(Others(block).Concat(Enumerable.Range(block.First, block.Block.Width)).Select(members.Contains));
        }
        return graph.Gather(graph.Constant<bool>(table.ToArray(), table.Count),
            Shifted(graph, graph.Columns(rows, Array.ConvertAll(questions, question => question.Block)), offsets), 0);
    }

    /// <summary>The joint table: for each of its rows what there is to say of the slot that is 1, −1 where none is.</summary>
    private IEnumerable<T> Table<T>(Func<int, T> of)
    {
        var slots = blocks.SelectMany((block, i) => (IEnumerable<int>)[.. i == 0 ? [] : Others(block), .. Enumerable.Range(block.First, block.Block.Width)])
            .Concat(Others(blocks[0]));
        return slots.Select(of);
    }

    /// <summary>The slots that are 1 for a missing and for an unseen category.</summary>
    private static int[] Others((FeatureBlock.OneHot Block, int First, int Offset) block) => [block.Block.Fill < 0 ? -1 : block.First + block.Block.Fill, -1];

    private static bool Has((FeatureBlock.OneHot Block, int First, int Offset) block, int slot) =>
        slot >= block.First && slot < block.First + block.Block.Width;

    private int BlockOf(int slot) => Array.FindIndex(blocks, block => Has(block, slot));

    private static OnnxValue Shifted(GraphWriter graph, OnnxValue values, int[] offsets) =>
        offsets.All(offset => offset == 0) ? values : graph.Add(values, graph.Constant<int>(offsets, 1, offsets.Length));
}
