using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Reports.Json;

/// <summary>How JSON is printed: indented, LF, with letters as they are.</summary>
internal static class JsonText
{
    /// <summary>The options of the serializer.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
