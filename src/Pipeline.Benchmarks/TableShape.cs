using System.Globalization;

namespace Pipeline.Benchmarks;

/// <summary>A kind of table that people have, beside the synthetic one of numbers with six decimals.</summary>
/// <param name="Key">Short name for files.</param>
/// <param name="Name">What the report calls it.</param>
/// <param name="Columns">Its columns, in order; a binary <c>label</c> comes behind them.</param>
internal sealed record TableShape(string Key, string Name, IReadOnlyList<ColumnDraw> Columns)
{
    private static readonly string[] syllables =
        ["ba", "cor", "de", "fin", "gal", "hu", "jo", "ken", "li", "mar", "no", "pet", "ros", "sil", "tur", "vé"];

    /// <summary>All shapes.</summary>
    public static IReadOnlyList<TableShape> All { get; } =
    [
        Made("decimals", "integers and short decimals", random => [.. Numbers(random, 30, i => i % 2 == 0 ? 0 : 1 + (i % 3))]),
        Made("categories", "10 categorical columns with missing values", random =>
            [.. Numbers(random, 10, i => i % 3, missing: 0.03), .. Categories(random, [2, 3, 4, 5, 7, 10, 12, 20, 40, 100])]),
        Made("texts", "quoted texts with newlines", random =>
        [
            .. Numbers(random, 10, _ => 2),
            new ColumnDraw.Category("c00", ["Basic", "Family, 2 lines", "The \"big\" one", "Étude", "Night, \"owl\"", "None"],
                [-0.4, 0.5, 0.9, -0.7, 0.2, 0], 0.02),
            .. Enumerable.Range(0, 3).Select(i => new ColumnDraw.Remark(Named('t', i), Words(random, 300), 8 * (i + 1))),
        ]),
        Made("doubles", "17-digit doubles", random => [.. Numbers(random, 30, _ => -1)]),
        Made("ids", "36-character ids, passed to the output", random => [new ColumnDraw.Id("id"), .. Numbers(random, 10, _ => 3)]),
    ];

    /// <summary>The shape of this key.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static TableShape Of(string key) => All.FirstOrDefault(shape => shape.Key == key)
        ?? throw new ArgumentException($"no shape '{key}': {string.Join(", ", All.Select(shape => shape.Key))}", nameof(key));

    /// <summary>The columns of a kind: the letter that their names begin with.</summary>
    public IReadOnlyList<string> OfKind(char kind) => [.. Columns.Select(column => column.Name).Where(name => name[0] == kind)];

    private static TableShape Made(string key, string name, Func<SplitMix, IReadOnlyList<ColumnDraw>> columns) =>
        new(key, name, columns(new SplitMix(20240602)));

    private static string Named(char kind, int i) => string.Create(CultureInfo.InvariantCulture, $"{kind}{i:00}");

    /// <summary>Numbers; −1 decimals are all 17 digits.</summary>
    private static IEnumerable<ColumnDraw> Numbers(SplitMix random, int columns, Func<int, int> decimals, double missing = 0)
    {
        for (var i = 0; i < columns; i++)
        {
            // Whole numbers go into the hundreds, others are as the synthetic table's.
            var scale = decimals(i) == 0 ? 60 : 1;
            var (mean, deviation, weight) = (3 * scale * random.Normal(), scale * (0.3 + (2 * random.Uniform())), 0.45 * random.Normal());
            yield return decimals(i) < 0
                ? new ColumnDraw.Full(Named('f', i), mean, deviation, weight)
                : new ColumnDraw.Fixed(Named('f', i), decimals(i), mean, deviation, weight, missing);
        }
    }

    private static IEnumerable<ColumnDraw> Categories(SplitMix random, int[] sizes)
    {
        foreach (var (i, size) in sizes.Index())
            yield return new ColumnDraw.Category(Named('c', i), Words(random, size), [.. Enumerable.Range(0, size).Select(_ => 0.6 * random.Normal())], 0.04);
    }

    /// <summary>Different words of two to four syllables.</summary>
    private static List<string> Words(SplitMix random, int count)
    {
        var words = new List<string>();
        while (words.Count < count)
        {
            var word = string.Concat(Enumerable.Range(0, 2 + random.Below(3)).Select(_ => syllables[random.Below(syllables.Length)]));
            if (!words.Contains(word))
                words.Add(word);
        }
        return words;
    }
}
