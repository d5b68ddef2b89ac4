namespace Pipeline.Fuzz.Plain;

/// <summary>
/// Reads records character by character (RFC 4180; LF, CRLF and CR end a record). A record whose quotes are wrong ends at the line end
/// that it comes to with no quote open, or with the text.
/// </summary>
internal sealed class RecordReader(IReadOnlyList<int> text, char separator)
{
    private int at;
    private int line = 1;

    /// <summary>Whether the text has ended.</summary>
    public bool IsAtEnd => at >= text.Count;

    /// <summary>Leaves out a line, whatever is in it.</summary>
    public void SkipLine()
    {
        while (!IsAtEnd && !IsLineEnd(text[at]))
            at++;
        EndLine();
    }

    /// <summary>Whether the next characters are these.</summary>
    public bool StartsWith(string start) => text.Count - at >= start.Length && start.Select((character, i) => text[at + i] == character).All(same => same);

    /// <summary>The rest of the line, the line not left.</summary>
    public string RestOfLine() => PlainText.Show(text.Skip(at).TakeWhile(character => !IsLineEnd(character)));

    /// <summary>Reads the next record.</summary>
    public PlainRecord Read()
    {
        var (start, first, fields, isWell) = (at, line, new List<string>(), true);
        while (true)
        {
            fields.Add(Field(ref isWell));
            if (IsAtEnd || text[at] != separator)
                break;
            at++;
        }
        var raw = text.Skip(start).Take(at - start).ToList();
        var record = new PlainRecord(first, line, raw, fields, isWell);
        EndLine();
        return record;
    }

    private string Field(ref bool isWell)
    {
        var characters = new List<int>();
        var isOpen = !IsAtEnd && text[at] == '"';
        if (isOpen)
            at++;
        var hasClosed = false;
        for (; !IsAtEnd && (isOpen || (text[at] != separator && !IsLineEnd(text[at]))); at++)
        {
            var character = text[at];
            if (isOpen && character == '"' && at + 1 < text.Count && text[at + 1] == '"')
            {
                at++;
                characters.Add('"');
            }
            else if (isOpen && character == '"')
            {
                (isOpen, hasClosed) = (false, true);
            }
            else
            {
                isWell &= isOpen || (character != '"' && !hasClosed);
                if (isOpen && IsLineEnd(character) && !(character == '\r' && at + 1 < text.Count && text[at + 1] == '\n'))
                    line++;
                characters.Add(character);
            }
        }
        isWell &= !isOpen;
        return PlainText.Show(characters);
    }

    private void EndLine()
    {
        if (IsAtEnd)
            return;
        at += text[at] == '\r' && at + 1 < text.Count && text[at + 1] == '\n' ? 2 : 1;
        line++;
    }

    private static bool IsLineEnd(int character) => character is '\n' or '\r';
}
