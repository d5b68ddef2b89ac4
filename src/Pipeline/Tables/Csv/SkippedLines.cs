using Pipeline.Files;

namespace Pipeline.Tables.Csv;

/// <summary>Reads the lines of a text that come before its table, whatever is in them: LF, CRLF and CR end a line.</summary>
internal static class SkippedLines
{
    private const int Piece = 4096;

    /// <summary>The text behind so many lines; of fewer lines nothing is left.</summary>
    public static Stream Of(Stream text, int lines)
    {
        if (lines == 0)
            return text;
        var bytes = new byte[Piece];
        var isReturn = false;
        while (text.Read(bytes) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
            {
                if (bytes[i] == '\n' && isReturn)
                {
                    isReturn = false;
                    if (lines == 0)
                        return new JoinedStream(bytes.AsMemory(i + 1, count - i - 1), text);
                    continue;
                }
                if (lines == 0)
                    return new JoinedStream(bytes.AsMemory(i, count - i), text);
                isReturn = bytes[i] == '\r';
                if (!isReturn && bytes[i] != '\n')
                    continue;
                lines--;
                if (lines == 0 && !isReturn)
                    return new JoinedStream(bytes.AsMemory(i + 1, count - i - 1), text);
            }
        }
        return text;
    }
}
