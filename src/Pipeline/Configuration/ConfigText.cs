using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Pipeline.Configuration.Json;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration;

/// <summary>The text of a config as a tree: JSON with comments and trailing commas; a member given twice is a problem.</summary>
internal static class ConfigText
{
    private const string NoConfig = "A config begins with {; the table is named in it, as data.train.";

    private static readonly JsonDocumentOptions options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Parses a whole file; throws where it is not JSON.</summary>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8, Reading reading)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        RequireUtf8(utf8.Span, reading);
        try
        {
            using var document = JsonDocument.Parse(utf8, options);
            return ToNode(document.RootElement, JsonPath.Root, reading);
        }
        catch (JsonException error)
        {
            throw new ConfigException(
                $"{reading.Source}:{Position(utf8.Span, (int)(error.LineNumber ?? 0), error.BytePositionInLine ?? 0)}", Reason(error),
                "JSON (comments and trailing commas are allowed)", BeginsAsConfig(utf8.Span) ? "" : NoConfig, error);
        }
    }

    private static void RequireUtf8(ReadOnlySpan<byte> bytes, Reading reading)
    {
        if (Utf8.IsValid(bytes))
            return;
        var rest = bytes;
        while (Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done)
            rest = rest[length..];
        var sound = bytes[..^rest.Length];
        var (line, inLine) = (sound.Count((byte)'\n'), sound.Length - 1 - sound.LastIndexOf((byte)'\n'));
        throw new ConfigException($"{reading.Source}:{Position(bytes, line, inLine)}", $"the byte 0x{rest[0]:X2}, which is not UTF-8 there",
            "a config in UTF-8",
            BeginsAsConfig(bytes) ? "Save it as UTF-8." : NoConfig);
    }

    /// <summary>Whether it begins with a brace or a comment, or not at all: else it may be the table, or a zip.</summary>
    private static bool BeginsAsConfig(ReadOnlySpan<byte> utf8) => utf8.TrimStart(" \t\r\n"u8) is [] or [(byte)'{' or (byte)'/', ..];

    /// <summary>Parses a value from the command line: JSON if it is, else the text itself.</summary>
    public static JsonNode? ParseValue(string text, string path, Reading reading)
    {
        try
        {
            using var document = JsonDocument.Parse(text, options);
            return ToNode(document.RootElement, path, reading);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static JsonNode? ToNode(JsonElement element, string path, Reading reading)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var json = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    var name = Text(() => member.Name, path, "the name of a member", reading);
                    var memberPath = JsonPath.Member(path, name);
                    if (json.ContainsKey(name))
                        reading.Add(memberPath, $"member {DataText.Name(name)} a second time", "each member once", "Remove one of them.");
                    json[name] = ToNode(member.Value, memberPath, reading);
                }
                return json;

            case JsonValueKind.String:
                return JsonValue.Create(Text(element.GetString, path, "a text", reading));

            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select((item, index) => ToNode(item, JsonPath.Item(path, index), reading))]);

            case JsonValueKind.Null:
                return null;

            default:
                return JsonValue.Create(element.Clone());
        }
    }

    /// <summary>
    /// A text of the tree; JSON can write what no text holds: half of a character, and the end of every path. That is told, and
    /// stands as U+FFFD.
    /// </summary>
    private static string Text(Func<string?> read, string path, string what, Reading reading)
    {
        try
        {
            var text = read()!;
            if (!text.Contains('\0', StringComparison.Ordinal))
                return text;
            reading.Add(path, $"{what} with the character \\u0000", "a text without it", "Take it out.");
        }
        catch (InvalidOperationException)
        {
            reading.Add(path, $"{what} with half of a character (a surrogate, \\uD800 to \\uDFFF, without the other)", "whole characters",
                @"Write both halves, such as \uD83D\uDE00, or the character itself.");
        }
        return "\uFFFD";
    }

    /// <summary>line:column, both from 1, the column in characters.</summary>
    private static string Position(ReadOnlySpan<byte> utf8, int line, long inLine)
    {
        var rest = utf8;
        for (var i = 0; i < line; i++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var bytes = (int)Math.Min(inLine, rest.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{line + 1}:{Encoding.UTF8.GetCharCount(rest[..bytes]) + 1}");
    }

    private static string Reason(JsonException error)
    {
        // The parser appends the position, which «where» states already, and a hint for programmers.
        var message = error.Message;
        foreach (var tail in new[] { " Path:", " LineNumber:", " Change the reader options" })
        {
            var at = message.IndexOf(tail, StringComparison.Ordinal);
            if (at >= 0)
                message = message[..at];
        }
        return message.TrimEnd('.');
    }
}
