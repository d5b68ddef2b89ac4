using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Model;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// What an exported file says of itself, as <c>metadata_props</c> in ordinal order of the keys: classes (a JSON array, in the order of
/// the scores) and threshold where the task has them, features (a JSON array of name and type, in the order of the chain), label,
/// missing (the texts that meant a missing value in the model's files: a JSON array, or an object by kind and column), modelSha256 (of
/// the zip), precision, program and task.
/// </summary>
internal static class ExportMetadata
{
    private static readonly JsonSerializerOptions json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SortedDictionary<string, string> Of(ModelSignature signature, ExportOrigin origin)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["features"] = JsonSerializer.Serialize(signature.Numeric
                .Select(column => new { name = column.Name, type = column.Type == NumericType.Single ? "float32" : "float64" })
                .Concat(signature.Categorical.Select(name => new { name, type = "string" })), json),
            ["label"] = signature.Label,
            ["missing"] = Missing(signature.Missing),
            ["modelSha256"] = origin.ModelSha256,
            ["precision"] = CamelCase.Of(origin.Precision),
            ["program"] = $"Pipeline {origin.Program}",
            ["task"] = CamelCase.Of(signature.Task),
        };
        if (signature.Classes.Count > 0)
            entries.Add("classes", JsonSerializer.Serialize(signature.Classes, json));
        if (signature.Threshold is { } threshold)
            entries.Add("threshold", threshold.ToString("R", CultureInfo.InvariantCulture));
        return entries;
    }

    private static string Missing(MissingTexts texts) => texts.IsPlain
        ? JsonSerializer.Serialize(texts.Numeric, json)
        : JsonSerializer.Serialize(new { numeric = texts.Numeric, categorical = texts.Categorical, columns = texts.Columns }, json);
}
