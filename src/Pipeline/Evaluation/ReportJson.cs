using System.Text.Json.Nodes;
using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The JSON form of a report, written and read side by side.</summary>
internal static class ReportJson
{
    public static JsonObject Write(EvaluationReport report)
    {
        var json = new JsonObject
        {
            ["task"] = Name(report.Task),
            ["rows"] = report.Rows,
            ["rowsOfWeightZero"] = report.RowsOfWeightZero,
            ["weight"] = report.Weight,
            ["classes"] = new JsonArray([.. report.Classes.Select(name => JsonValue.Create(name))]),
            ["metrics"] = new JsonObject(report.Metrics.Select(figure => KeyValuePair.Create(
                figure.Name, (JsonNode?)new JsonObject { ["value"] = figure.Value, ["trivial"] = figure.Trivial }))),
        };
        if (report.AccuracyInterval is { } interval)
            json["accuracyInterval95"] = new JsonObject { ["low"] = interval.Low, ["high"] = interval.High };
        if (report.Confusion is { } confusion)
        {
            json["confusion"] = Rows(confusion);
            json["perClass"] = new JsonArray([.. report.Classes.Select((name, k) => PerClass(name, k, confusion))]);
        }
        return json;
    }

    /// <summary>The class figures follow from the matrix and are not read back: they stand here for other readers.</summary>
    private static JsonObject PerClass(string name, int k, ConfusionMatrix confusion) => new()
    {
        ["class"] = name,
        ["support"] = confusion.Support(k),
        ["predicted"] = confusion.Predicted(k),
        ["precision"] = confusion.Precision(k),
        ["recall"] = confusion.Recall(k),
        ["f1"] = confusion.F1(k),
    };

    private static JsonArray Rows(ConfusionMatrix confusion) =>
        new([.. confusion.Weight.Select(row => new JsonArray([.. row.Select(cell => JsonValue.Create(cell))]))]);

    public static EvaluationReport Read(JsonNode? json, string where)
    {
        var reader = new ReportReader(where);
        var root = reader.Object(json, "$");
        var task = reader.Task(root["task"], "$.task");
        var classes = reader.Array(root["classes"], "$.classes").Select((name, k) => reader.Text(name, $"$.classes[{k}]")).ToList();
        var metrics = reader.Object(root["metrics"], "$.metrics").Select(member => Figure(reader, member.Key, member.Value)).ToList();
        var report = new EvaluationReport
        {
            Task = task,
            Rows = (long)reader.Number(root["rows"], "$.rows"),
            RowsOfWeightZero = (long)reader.Number(root["rowsOfWeightZero"], "$.rowsOfWeightZero"),
            Weight = reader.Number(root["weight"], "$.weight"),
            Classes = classes,
            Metrics = metrics,
            AccuracyInterval = root["accuracyInterval95"] is { } interval ? Interval(reader, interval) : null,
            Confusion = root["confusion"] is { } confusion ? Confusion(reader, confusion, classes.Count) : null,
        };
        reader.ThrowIfWrong();
        return report;
    }

    private static MetricFigure Figure(ReportReader reader, string name, JsonNode? json)
    {
        var path = $"$.metrics.{name}";
        var figure = reader.Object(json, path);
        return new MetricFigure(name,
            reader.NumberOrNull(figure["value"], $"{path}.value"), reader.NumberOrNull(figure["trivial"], $"{path}.trivial"));
    }

    private static Interval Interval(ReportReader reader, JsonNode json)
    {
        const string path = "$.accuracyInterval95";
        var interval = reader.Object(json, path);
        return new Interval(reader.Number(interval["low"], $"{path}.low"), reader.Number(interval["high"], $"{path}.high"));
    }

    private static ConfusionMatrix Confusion(ReportReader reader, JsonNode json, int classes)
    {
        const string path = "$.confusion";
        return new ConfusionMatrix([.. reader.Array(json, path, classes).Select((row, i) => (IReadOnlyList<double>)
            [.. reader.Array(row, $"{path}[{i}]", classes).Select((cell, k) => reader.Number(cell, $"{path}[{i}][{k}]"))])]);
    }

    internal static string Name(TaskKind task) => task switch
    {
        TaskKind.Binary => "binary",
        TaskKind.Multiclass => "multiclass",
        TaskKind.Regression => "regression",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "unknown task"),
    };
}
