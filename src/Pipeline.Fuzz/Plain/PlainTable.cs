namespace Pipeline.Fuzz.Plain;

/// <summary>
/// A table as a plain reader understands its file: what docs/data.md promises, read by code that shares nothing with the program's.
/// </summary>
/// <param name="Header">The header.</param>
/// <param name="Rows">The rows, bad ones included, in order.</param>
/// <param name="IsLoose">Whether its file may be refused all the same: see <see cref="Gunzip.All"/>.</param>
internal sealed record PlainTable(PlainRecord Header, IReadOnlyList<PlainRow> Rows, bool IsLoose)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="RefusedException">It is unsound as a whole.</exception>
    public static PlainTable Read(byte[] bytes, PlainForm form)
    {
        var reader = new RecordReader(PlainText.Decode(bytes, form, out var isLoose), form.Separator);
        for (var i = 0; i < form.SkipLines; i++)
            reader.SkipLine();
        if (NamedSeparator(reader.RestOfLine()) is { } named)
        {
            if (named != form.Separator)
                throw new RefusedException("a first line that names another separator");
            reader.SkipLine();
        }
        SkipComments(reader, form);
        if (reader.IsAtEnd)
            throw new RefusedException("no header");
        var header = reader.Read();
        var names = Names(header, form);
        var position = Wanted(form).ToDictionary(name => name, name => Position(names, name));
        var rows = new List<PlainRow>();
        while (!reader.IsAtEnd)
        {
            if (SkipComments(reader, form))
                continue;
            var record = reader.Read();
            if (record.Raw.Count > 0 && Row(record, names, position, form) is { } row)
                rows.Add(row);
        }
        return new PlainTable(header, rows, isLoose);
    }

    private static IEnumerable<string> Wanted(PlainForm form) => [form.Id, .. form.Numbers.Select(number => number.Name), .. form.Texts];

    /// <summary>The separator that a line sep=; names, or null.</summary>
    private static char? NamedSeparator(string line)
    {
        if (line is ['"', .. var inner, '"'])
            line = inner;
        return line.Length == 5 && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && char.IsAscii(line[4]) ? line[4] : null;
    }

    private static bool SkipComments(RecordReader reader, PlainForm form)
    {
        var any = false;
        for (; form.Comment is { } comment && !reader.IsAtEnd && reader.StartsWith(comment.ToString()); any = true)
            reader.SkipLine();
        return any;
    }

    private static string[] Names(PlainRecord header, PlainForm form)
    {
        if (header.Raw.Count == 0)
            throw new RefusedException("a first line without any character");
        if (!header.IsQuotedWell)
            throw new RefusedException("a header with wrong quotes");
        if (header.IsBroken || header.Raw.Contains(0))
            throw new RefusedException("a header that is no text");
        return [.. header.Fields.Select(name => Trim(name, form))];
    }

    private static int Position(string[] names, string name) =>
        names.Count(other => other == name) == 1 ? Array.IndexOf(names, name) : throw new RefusedException($"no column {name}, or two of them");

    private static PlainRow? Row(PlainRecord record, string[] names, Dictionary<string, int> position, PlainForm form)
    {
        if (record.IsQuotedWell && form.BlankRows != "score" && IsBlank(record, form))
            return form.BlankRows == "skip" ? null : PlainRow.Bad(record, "a row of separators only");
        if (!record.IsQuotedWell)
            return PlainRow.Bad(record, "wrong quotes");
        if (record.Fields.Count != names.Length)
            return PlainRow.Bad(record, "another number of fields");
        if (record.IsBroken)
            return PlainRow.Bad(record, "bytes that are no text");
        string Field(string name) => Trim(record.Fields[position[name]], form);
        var numbers = form.Numbers.Select(number => PlainNumber.Read(Field(number.Name), number.IsDouble, form.Decimal)).ToList();
        return numbers.Contains(null)
            ? PlainRow.Bad(record, "no number")
            : new PlainRow(record, Field(form.Id), [.. numbers.Select(number => number!.Value)], [.. form.Texts.Select(Field)], null);
    }

    private static bool IsBlank(PlainRecord record, PlainForm form) =>
        record.Raw.Contains(form.Separator) && record.Raw.All(character => character == form.Separator || (form.Trim && character is ' ' or '\t'));

    private static string Trim(string text, PlainForm form) => form.Trim ? text.Trim(' ', '\t') : text;
}
