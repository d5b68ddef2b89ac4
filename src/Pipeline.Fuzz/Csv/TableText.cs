using System.Globalization;
using CsCheck;
using Pipeline.Fuzz.Plain;

namespace Pipeline.Fuzz.Csv;

/// <summary>Makes the text of a table: what a form allows, written in any way in which it may be, and now and then in one in which it may not.</summary>
internal sealed class TableText(Chance chance, PlainForm form)
{
    private static readonly string[] oddTexts =
    [
        "", " ", "a b", "a,b", "a;b", "say \"so\"", "\"", "\"\"", "two\nlines", "two\r\nlines", "two\rlines", "é", "ß€", "\ud83d\udca9", "\ufeff",
        "\0", "#", "=1+1", "\t",
        "x", "y", "z", "NaN", "1", "key", "\u2028", "\u202e", new string('w', 300),
    ];

    private static readonly string[] oddNumbers =
    [
        "", "", "NaN", "nan", "-0", "+1.5", "1e3", "1E-2", " 1", "1 ", ".5", "5.", "1e400", "1e39", "-1e39", "3.4028235e38", "1e-46",
        "9007199254740993", "0.1", "123456789.123456789",
        "00012", "1,5", "1.5.5", "x", "Infinity", "-∞", "0x10", "1_000", "1 000", "1e", "--1", "١", "20000000.5",
    ];

    private static readonly Gen<double> anyDouble = Gen.Double[-1e6, 1e6];
    private readonly string[] lineEnds = chance.Below(6) switch { 0 => ["\r\n"], 1 => ["\r"], 2 => ["\n", "\r\n", "\r"], _ => ["\n"] };
    private readonly int quoting = chance.Below(3);
    private readonly bool isWild = chance.OneIn(2);

    /// <summary>Makes a table.</summary>
    public string Make()
    {
        var columns = Columns();
        var rows = chance.OneIn(8) ? 0 : chance.OneIn(10) ? chance.Between(60, 300) : chance.Between(1, 12);
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < form.SkipLines; i++)
            text.Append(chance.Of("before the table", "", "\"open", "a;b")).Append(LineEnd());
        if (chance.OneIn(12))
            text.Append(chance.Of($"sep={form.Separator}", $"\"sep={form.Separator}\"", "sep=|", "SEP=,")).Append(LineEnd());
        text.Append(Record(columns.Select(HeaderField))).Append(LineEnd());
        for (var row = 0; row < rows; row++)
        {
            text.Append(Line(columns, row));
            if (row < rows - 1 || !chance.OneIn(3))
                text.Append(LineEnd());
        }
        return text.ToString();
    }

    private List<string> Columns()
    {
        List<string> columns = ["key", "a", "b", "serial", "c"];
        if (chance.OneIn(2))
            columns.AddRange(chance.Of<string[]>(["y"], ["note"], ["note", "note"], [""], ["y", "", ""], ["a column\nof two lines"], ["\"quoted\""]));
        if (chance.OneIn(3))
            columns = chance.Shuffled(columns);
        if (chance.OneIn(40))
            columns.RemoveAt(chance.Below(columns.Count));
        if (chance.OneIn(40))
            columns.Add(chance.Of(columns));
        return columns;
    }

    private string HeaderField(string name) => chance.OneIn(40) ? chance.Of($"\"{name}", $"{name}\"", $"\"{name}\"x", $"\"{name}\n", $" {name}") : Field(name);

    private string Line(List<string> columns, int row)
    {
        if (isWild && chance.OneIn(20))
        {
            return chance.Of(
                "", new string(form.Separator, columns.Count - 1), new string(form.Separator, columns.Count),
                "\"", "\"open", "x", " ", $"#a \"comment\"{form.Separator}",
                string.Join(form.Separator, columns), $"\"closed\"too{form.Separator}1");
        }
        var fields = columns.Select(name => Field(Value(name, row))).ToList();
        if (isWild && chance.OneIn(30))
            fields.Add("1");
        return Record(fields);
    }

    private string Value(string column, int row) => column switch
    {
        // A token that is found again, whatever becomes of the row.
        "key" => $"k{row}q" + (isWild && chance.OneIn(3) ? chance.Of(oddTexts) : ""),
        "c" => isWild && chance.OneIn(4) ? chance.Of(oddTexts) : chance.Of("x", "y", "z", "é", ""),
        "a" or "b" => isWild && chance.OneIn(8) ? chance.Of(oddNumbers) : Number(chance.OneIn(3) ? chance.Of(anyDouble) : chance.Below(400) / 4.0),
        "serial" => isWild && chance.OneIn(12) ? chance.Of(oddNumbers) : Number(20_000_000 + chance.Below(21)),
        _ => chance.Of(oddTexts),
    };

    private string Number(double value)
    {
        var text = chance.Below(5) switch
        {
            0 => value.ToString("E8", CultureInfo.InvariantCulture),
            1 => value.ToString("F3", CultureInfo.InvariantCulture),
            _ => value.ToString("R", CultureInfo.InvariantCulture),
        };
        return text.Replace('.', form.Decimal);
    }

    private string Field(string text)
    {
        var needs = text.Contains(form.Separator, StringComparison.Ordinal) || text.AsSpan().ContainsAny("\"\r\n")
            || (form.Comment is { } comment && text.StartsWith(comment));
        var isQuoted = needs ? !isWild || !chance.OneIn(25) : quoting == 2 || (quoting == 1 && chance.OneIn(3));
        var written = isQuoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        return form.Trim && chance.OneIn(6) && !isQuoted ? $" {written}\t" : written;
    }

    private string Record(IEnumerable<string> fields) => string.Join(form.Separator, fields);

    private string LineEnd() => chance.Of(lineEnds);
}
