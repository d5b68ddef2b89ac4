using System.Globalization;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// Rows in columns: numbers as double (a <see cref="FieldKind.Single"/> column holds values that are float32 already, NaN where
/// missing), text as strings (empty where missing). Reused from batch to batch: clear, then add.
/// </summary>
public sealed class RowBatch
{
    private readonly double[]?[] numbers;
    private readonly string[]?[] texts;
    private int capacity;

    /// <summary>Creates an empty batch with the columns of a schema.</summary>
    public RowBatch(TableSchema schema)
    {
        Schema = schema;
        numbers = schema.Columns.Select(column => column.Kind.IsNumber() ? Array.Empty<double>() : null).ToArray();
        texts = schema.Columns.Select(column => column.Kind.IsNumber() ? null : Array.Empty<string>()).ToArray();
    }

    /// <summary>The columns.</summary>
    public TableSchema Schema { get; private set; }

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>[Count] the numbers of a number column.</summary>
    public ReadOnlySpan<double> Numbers(int column) => numbers[column].AsSpan(0, Count);

    /// <summary>[Count] the texts of a text column.</summary>
    public ReadOnlySpan<string> Texts(int column) => texts[column].AsSpan(0, Count);

    /// <summary>The whole array behind a number column, for cursors that may not hold spans; valid until rows are added.</summary>
    internal double[] NumberArray(int column) => numbers[column]!;

    /// <summary>The whole array behind a text column; valid until rows are added.</summary>
    internal string[] TextArray(int column) => texts[column]!;

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear() => Count = 0;

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
                    throw new DataException($"column '{schema.Columns[i].Name}'", value.ToString("R", CultureInfo.InvariantCulture),
                        "at most ±3.4e38 in a column that the model carries as Single", "Carry it as Double (data.asDouble) or mend the value.");
                }
                value = single;
            }
        }
        Schema = schema;
    }

    /// <summary>A batch of its own with the chosen rows, in the order given.</summary>
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
            for (var i = 0; i < numbers.Length; i++)
            {
                if (numbers[i] is not null)
                    Array.Resize(ref numbers[i], capacity);
                else
                    Array.Resize(ref texts[i], capacity);
            }
        }
        return Count;
    }

    /// <summary>Counts the reserved row.</summary>
    internal void Commit() => Count++;

    private static T[] Pick<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            picked[i] = values[rows[i]];
        return picked;
    }
}
