using System.Globalization;
using Pipeline.Model;
using Pipeline.Model.Problems;

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
    public ReadOnlySpan<RowKey> Keys(int key) => keys[key].AsSpan(0, Count);

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
    internal RowKey[] KeyArray(int key) => keys[key];

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
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            if (schema.Columns[i].Kind != FieldKind.Single || Schema.Columns[i].Kind != FieldKind.Double)
                continue;
            foreach (ref var value in numbers[i].AsSpan(0, Count))
            {
                var single = (float)value;
                if (float.IsInfinity(single))
                {
                    throw new DataException($"column {DataText.Name(schema.Columns[i].Name)}", value.ToString("R", CultureInfo.InvariantCulture),
                        "at most ±3.4e38 in a column that the model carries as Single", "Carry it as Double (data.asDouble) or mend the value.");
                }
                value = single;
            }
        }
        Schema = schema;
    }

    /// <summary>A batch of its own with the chosen rows, in the order given; of a batch whose texts are strings. Keys stay behind.</summary>
    public RowBatch Select(ReadOnlySpan<int> rows)
    {
        var chosen = new RowBatch(Schema) { capacity = rows.Length, Count = rows.Length };
        for (var i = 0; i < numbers.Length; i++)
        {
            chosen.numbers[i] = numbers[i] is { } values ? Pick(values, rows) : null;
            chosen.texts[i] = texts[i] is { } words ? Pick(words, rows) : null;
        }
        return chosen;
    }

    /// <summary>Makes room for one more row and returns its number; it counts once it is committed.</summary>
    internal int Reserve()
    {
        if (Count == capacity)
        {
            capacity = Math.Max(256, capacity * 2);
            if (keys.Length > 0)
                Array.Resize(ref origins, capacity);
            for (var i = 0; i < keys.Length; i++)
                Array.Resize(ref keys[i], capacity);
            for (var i = 0; i < numbers.Length; i++)
            {
                Grow(numbers);
                Grow(texts);
                Grow(categories);
                utf8[i]?.Resize(capacity);

                void Grow<T>(T[]?[] columns)
                {
                    if (columns[i] is not null)
                        Array.Resize(ref columns[i], capacity);
                }
            }
        }
        return Count;
    }

    /// <summary>Sets a key of the reserved row, and where it stands.</summary>
    internal void SetKey(int key, RowKey value, RowOrigin origin)
    {
        keys[key][Count] = value;
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

    private static T[] Pick<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            picked[i] = values[rows[i]];
        return picked;
    }
}
