namespace Pipeline.Graph.Onnx;

/// <summary>
/// Questions «is the slot at most the threshold?» as a table with equally many places a row, so that one comparison of a column with
/// a row of thresholds answers them all. A slot with many thresholds has several rows; a row that is not full is padded.
/// </summary>
internal sealed class ThresholdTable
{
    // Bytes that a row of the table costs for each row of a batch: the slot copied (4, 4) and read once more (4). A place costs its answer.
    private const int RowBytes = 12;

    private readonly int[] places;

    /// <summary>Lays the questions out.</summary>
    /// <param name="questions">Different ones, in any order.</param>
    public ThresholdTable((int Slot, float Threshold)[] questions)
    {
        var bySlot = questions.Index().GroupBy(question => question.Item.Slot, question => question.Index).OrderBy(group => group.Key)
            .Select(group => (Slot: group.Key, Questions: group.ToArray())).ToArray();
        Places = Cheapest(Array.ConvertAll(bySlot, group => group.Questions.Length));
        var rows = bySlot.SelectMany(group => group.Questions.Chunk(Places).Select(chunk => (group.Slot, Questions: chunk))).ToArray();
        Slots = Array.ConvertAll(rows, row => row.Slot);
        Values = new float[rows.Length * Places];
        places = new int[questions.Length];
        foreach (var (row, (_, numbers)) in rows.Index())
        {
            foreach (var (place, question) in numbers.Index())
            {
                places[question] = (row * Places) + place;
                Values[places[question]] = questions[question].Threshold;
            }
        }
    }

    /// <summary>[rows] the slot that each row asks for, ascending.</summary>
    public int[] Slots { get; }

    public int Places { get; }

    /// <summary>[rows·places] the thresholds.</summary>
    public float[] Values { get; }

    /// <summary>Where in <see cref="Values"/> a question's threshold is.</summary>
    public int PlaceOf(int question) => places[question];

    /// <summary>The number of places with the fewest bytes for so many questions of each slot.</summary>
    private static int Cheapest(int[] counts) =>
        counts.Length == 0 ? 0 : Enumerable.Range(1, counts.Max()).MinBy(size => counts.Sum(count => (long)((count + size - 1) / size)) * (RowBytes + size));
}
