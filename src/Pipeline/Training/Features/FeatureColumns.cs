using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Training.Features;

/// <summary>Where the features of chosen rows come from: the columns of a batch, the vocabularies of its categories, the rows by number.</summary>
internal sealed class FeatureColumns
{
    private readonly double[][] numbers;
    private readonly string[][] texts;
    private readonly Dictionary<string, int>[] vocabularies;
    private readonly int[] rows;

    /// <summary>The columns of a batch whose texts are strings.</summary>
    /// <param name="blocks">The blocks, whose vocabularies tell the numbers of the categories.</param>
    /// <param name="batch">The rows; numbers have the types of the model.</param>
    /// <param name="rows">Which of them, in order.</param>
    public FeatureColumns(IReadOnlyList<FeatureBlock> blocks, RowBatch batch, int[] rows)
    {
        this.rows = rows;
        var columns = batch.Schema.Columns.Index().ToList();
        numbers = [.. columns.Where(column => column.Item.Kind is FieldKind.Single or FieldKind.Double).Select(column => batch.NumberArray(column.Index))];
        texts = [.. columns.Where(column => column.Item.Kind == FieldKind.Category).Select(column => batch.TextArray(column.Index))];
        vocabularies = [.. texts.Select((_, column) => blocks.OfType<FeatureBlock.OneHot>().Where(block => block.Column == column)
            .Select(block => block.Vocabulary).FirstOrDefault() ?? []).Select(vocabulary =>
                vocabulary.Select((text, number) => (text, number)).ToDictionary(StringComparer.Ordinal))];
    }

    /// <summary>How many rows.</summary>
    public int Count => rows.Length;

    /// <summary>Room for rows as kernels take them.</summary>
    public KernelInput Room(int capacity) => new(
        [.. numbers.Select(_ => new double[capacity])], [.. texts.Select(_ => new int[capacity])], capacity);

    /// <summary>Takes a stretch of the rows; the room holds them until the next are taken.</summary>
    public KernelInput Take(int start, int count, KernelInput room)
    {
        var chosen = rows.AsSpan(start, count);
        for (var i = 0; i < numbers.Length; i++)
        {
            var (from, to) = (numbers[i], room.Numbers[i]);
            for (var row = 0; row < chosen.Length; row++)
                to[row] = from[chosen[row]];
        }
        for (var i = 0; i < texts.Length; i++)
        {
            var (from, to, vocabulary) = (texts[i], room.Categories[i], vocabularies[i]);
            for (var row = 0; row < chosen.Length; row++)
            {
                var text = from[chosen[row]];
                to[row] = text.Length == 0 ? CategoryNumber.Missing : vocabulary.GetValueOrDefault(text, CategoryNumber.Unseen);
            }
        }
        return room with { Rows = count };
    }
}
