using System.Runtime.InteropServices;
using Pipeline.Model;

namespace Pipeline.Tables.Fields;

/// <summary>
/// Puts texts into rows, as whatever the batch keeps of them: strings, UTF-8, or the numbers of categories and classes. Each thread has one of
/// its own.
/// </summary>
/// <param name="fields">How fields are read.</param>
internal sealed class RowTexts(FieldReader fields)
{
    private readonly FieldKind[] kinds = fields.Schema.Kinds();
    private readonly TextPool?[] pools = [.. fields.Schema.Columns.Select(column => column.Kind.IsNumber() ? null : new TextPool())];
    private readonly List<int> unseen = [];

    /// <summary>Columns of the row at hand whose category is none of the model's. Once the row is known to be good, the batch hears of them.</summary>
    public ReadOnlySpan<int> Unseen => CollectionsMarshal.AsSpan(unseen);

    /// <summary>Begins with another row.</summary>
    public void Begin() => unseen.Clear();

    /// <summary>Reads a text of a column that holds no numbers into a reserved row; null where it is valid, else what was expected.</summary>
    public string? Put(ReadOnlySpan<byte> text, int column, RowBatch batch, int row)
    {
        var kind = kinds[column];
        if (kind == FieldKind.Text)
        {
            batch.SetText(column, row, text, pools[column]!);
            return null;
        }
        var missing = fields.IsMissing(column, text);
        if (kind is FieldKind.Time or FieldKind.Group or FieldKind.Side && (missing || !FieldReader.IsSound(text, kind)))
            return fields.Expected(kind, NumberText.Plain);
        var number = missing ? CategoryNumber.Missing : fields.NumberOf(column, text);
        if (kind == FieldKind.Label && number < 0)
            return fields.Expected(kind, NumberText.Plain);
        if (!batch.SetCategory(column, row, number))
            batch.SetText(column, row, missing ? [] : text, pools[column]!);
        else if (number == CategoryNumber.Unseen)
            unseen.Add(column);
        return null;
    }
}
