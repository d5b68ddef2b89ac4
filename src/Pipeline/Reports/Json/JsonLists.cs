using System.Text.Json.Nodes;
using Pipeline.Model.Problems;

namespace Pipeline.Reports.Json;

/// <summary>Lists of texts that come out of a table, as JSON: as many as a reader can bear, and none longer.</summary>
internal static class JsonLists
{
    /// <summary>Most texts of a list; how many there are in all stands beside it.</summary>
    public const int Most = 1000;

    /// <summary>The first texts, long ones cut.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Take(Most).Select(text => JsonValue.Create(Excerpt.Of(text)))]);
}
