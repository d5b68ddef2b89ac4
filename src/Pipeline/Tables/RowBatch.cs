using System.Globalization;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Work;

namespace Pipeline.Tables;

/// <summary>
/// Rows in columns: numbers as double (a <see cref="FieldKind.Single"/> column holds values that are float32 already, NaN where
/// missing), text as strings (empty where missing), or, where the schema has the vocabularies, categories and classes as numbers and
/// other text as UTF-8. Reused from batch to batch: clear, then add.
/// </summary>
internal sealed class RowBatch
{
    private readonly double[]?[] numbers;
    private readonly string[]?[] texts;
    private readonly int[]?[] categories;
    private readonly Utf8Column?[] utf8;
    private readonly UnseenTexts?[] unseen;
    private readonly RowKey[][] keys;

    // Keys of the same columns are the same keys, and kept once.
    private readonly int[] kept;
    private RowOrigin[] origins = [];
    private int capacity;

    /// <summary>Creates an empty batch with the columns of a schema.</summary>
    public RowBatch(TableSchema schema)
    {
        Schema = schema;
        var compact = schema.Vocabularies is not null;
        numbers = ColumnsOf<double[]>(kind => kind.IsNumber(), () => []);
        texts = ColumnsOf<string[]>(kind => !compact && !kind.IsNumber(), () => []);
        categories = ColumnsOf<int[]>(kind => compact && kind is FieldKind.Category or FieldKind.Label, () => []);
        unseen = ColumnsOf<UnseenTexts>(kind => compact && kind == FieldKind.Category, () => new());
        utf8 = ColumnsOf<Utf8Column>(kind => compact && kind == FieldKind.Text, () => new());
        keys = [.. schema.Keys.Select(_ => Array.Empty<RowKey>())];
        kept = new int[keys.Length];
        for (var i = 0; i < kept.Length; i++)
            kept[i] = schema.Keys.TakeWhile(other => !other.SequenceEqual(schema.Keys[i], StringComparer.Ordinal)).Count();

        T?[] ColumnsOf<T>(Func<FieldKind, bool> holds, Func<T> create)
            where T : class => schema.Columns.Select(column => holds(column.Kind) ? create() : null).ToArray();
    }

    /// <summary>The columns.</summary>
    public TableSchema Schema { get; private set; }

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>[Count] the numbers of a number column.</summary>
    public ReadOnlySpan<double> Numbers(int column) => numbers[column].AsSpan(0, Count);

    /// <summary>[Count] the texts of a text column.</summary>
    public ReadOnlySpan<string> Texts(int column) => texts[column].AsSpan(0, Count);

    /// <summary>[Count] the numbers of the categories or classes of a column; see <see cref="CategoryNumber"/>.</summary>
    public ReadOnlySpan<int> Categories(int column) => categories[column].AsSpan(0, Count);

    /// <summary>[Count] a key of each row, by its number among the keys of the schema.</summary>
    public ReadOnlySpan<RowKey> Keys(int key) => KeyArray(key).AsSpan(0, Count);

    /// <summary>Where a row stands, of a batch whose schema has keys.</summary>
    public RowOrigin OriginOf(int row) => origins[row];

    /// <summary>The first few different categories of a column that are not in its vocabulary, in the order of the rows.</summary>
    public IReadOnlyList<string> Unseen(int column) => unseen[column]!.Texts;

    /// <summary>The text of a row as UTF-8, of a column that holds it so.</summary>
    internal ReadOnlySpan<byte> Utf8(int column, int row) => utf8[column]![row];

    /// <summary>The whole array behind a number column; null for other columns.</summary>
    internal double[]? NumbersOrNone(int column) => numbers[column];

    /// <summary>The whole array behind a column of strings; null for other columns.</summary>
    internal string[]? TextsOrNone(int column) => texts[column];

    /// <summary>The whole array behind a column of categories or classes; null for other columns.</summary>
    internal int[]? CategoriesOrNone(int column) => categories[column];

    /// <summary>The whole array behind a number column, for cursors that may not hold spans; valid until rows are added.</summary>
    internal double[] NumberArray(int column) => numbers[column]!;

    /// <summary>The whole array behind the keys of a number; valid until rows are added.</summary>
    internal RowKey[] KeyArray(int key) => keys[kept[key]];

    /// <summary>The whole array behind a text column; valid until rows are added.</summary>
    internal string[] TextArray(int column) => texts[column]!;

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear() => Truncate(0);

    /// <summary>Forgets all rows but the first ones.</summary>
    internal void Truncate(int rows)
    {
        Count = rows;
        foreach (var column in unseen)
            column?.Clear();
    }

    /// <summary>
    /// Gives number columns that were read as Double the types of a schema that differs in nothing else: what becomes Single is
    /// rounded to float32, in place.
    /// </summary>
    /// <exception cref="DataException">A value is beyond the range of float32.</exception>
    public void Retype(TableSchema schema)
    {
        Columnwise.Map<object?>(schema.Columns.Count, i =>
        {
            if (schema.Columns[i].Kind == FieldKind.Single && Schema.Columns[i].Kind == FieldKind.Double)
                Round(numbers[i].AsSpan(0, Count), schema.Columns[i].Name);
            return null;
        });
        Schema = schema;
    }

    /// <summary>A batch of its own with the chosen rows, in the order given; of a batch whose texts are strings. Keys stay behind.</summary>
    public RowBatch Select(int[] rows)
    {
        var chosen = new RowBatch(Schema) { capacity = rows.Length, Count = rows.Length };
        Parallel.For(0, numbers.Length, i =>
        {
            chosen.numbers[i] = numbers[i] is { } values ? Pick(values, rows) : null;
            chosen.texts[i] = texts[i] is { } words ? Pick(words, rows) : null;
        });
        return chosen;
    }

    /// <summary>
    /// Holds rows of another batch of the same columns, which follow one another there, in place of its own. Keys and texts that are held
    /// as UTF-8 stay behind.
    /// </summary>
    internal void Take(RowBatch from, int start, int count)
    {
        Clear();
        if (count > capacity)
            Grow(count);
        for (var i = 0; i < numbers.Length; i++)
        {
            Copy(from.numbers[i], numbers[i]);
            Copy(from.texts[i], texts[i]);
            Copy(from.categories[i], categories[i]);
        }
        Count = count;

        void Copy<T>(T[]? source, T[]? to) => source?.AsSpan(start, count).CopyTo(to);
    }

    /// <summary>Adds all rows of another batch of the same schema.</summary>
    /// <param name="more">The rows.</param>
    /// <param name="expected">
    /// How many rows there will be in all, as far as that is known: room is made for so many and a few more at once. Room that is not used
    /// costs addresses, not memory.
    /// </param>
    internal void Append(RowBatch more, long expected = 0)
    {
        var rows = Count + more.Count;
        if (rows > capacity)
        {
            var (doubled, told) = (2L * capacity, expected + (expected / 16));
            Grow((int)Math.Clamp(told > rows ? told : doubled, Math.Max(rows, 256), Array.MaxLength));
        }
        for (var i = 0; i < numbers.Length; i++)
        {
            Copy(more.numbers[i], numbers[i]);
            Copy(more.texts[i], texts[i]);
            Copy(more.categories[i], categories[i]);
            unseen[i]?.Add(more.unseen[i]!);
            utf8[i]?.Set(Count, more.utf8[i]!, more.Count);
        }
        for (var i = 0; i < keys.Length; i++)
            Copy(kept[i] == i ? more.keys[i] : null, keys[i]);
        Copy(keys.Length > 0 ? more.origins : null, origins);
        Count = rows;

        void Copy<T>(T[]? from, T[]? to)
        {
            if (from is not null)
                from.AsSpan(0, more.Count).CopyTo(to.AsSpan(Count));
        }
    }

    /// <summary>Makes room for one more row and returns its number; it counts once it is committed.</summary>
    internal int Reserve()
    {
        if (Count == capacity)
            Grow(Math.Max(256, capacity * 2));
        return Count;
    }

    /// <summary>Sets a key of the reserved row, and where it stands.</summary>
    internal void SetKey(int key, RowKey value, RowOrigin origin)
    {
        keys[kept[key]][Count] = value;
        origins[Count] = origin;
    }

    /// <summary>Counts the reserved row.</summary>
    internal void Commit() => Count++;

    /// <summary>Sets a text of the reserved row, as whatever the column holds.</summary>
    internal void SetText(int column, int row, ReadOnlySpan<byte> text, TextPool pool)
    {
        if (texts[column] is { } strings)
            strings[row] = pool.Get(text);
        else
            utf8[column]!.Set(row, text);
    }

    /// <summary>Sets the number of a category or class of the reserved row; false where the column holds texts.</summary>
    internal bool SetCategory(int column, int row, int number)
    {
        if (categories[column] is not { } numbered)
            return false;
        numbered[row] = number;
        return true;
    }

    /// <summary>Notes what an unseen category of a column is.</summary>
    internal void AddUnseen(int column, ReadOnlySpan<byte> text) => unseen[column]!.Add(text);

    private static void Round(Span<double> values, string name)
    {
        foreach (ref var value in values)
        {
            var single = (float)value;
            if (float.IsInfinity(single))
            {
                throw new DataException($"column {DataText.Name(name)}", value.ToString("R", CultureInfo.InvariantCulture),
                    "at most ±3.4e38 in a column that the model carries as Single", "Carry it as Double (data.asDouble) or mend the value.");
            }
            value = single;
        }
    }

    private void Grow(int rows)
    {
        capacity = rows;
        if (keys.Length > 0)
            Array.Resize(ref origins, rows);
        for (var i = 0; i < keys.Length; i++)
        {
            if (kept[i] == i)
                Array.Resize(ref keys[i], rows);
        }
        for (var i = 0; i < numbers.Length; i++)
        {
            Resize(ref numbers[i]);
            Resize(ref texts[i]);
            Resize(ref categories[i]);
            utf8[i]?.Resize(rows);
        }

        void Resize<T>(ref T[]? column)
        {
            if (column is not null)
                Array.Resize(ref column, rows);
        }
    }

    private static T[] Pick<T>(T[] values, int[] rows)
    {
        var picked = GC.AllocateUninitializedArray<T>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
            picked[i] = values[rows[i]];
        return picked;
    }
}
