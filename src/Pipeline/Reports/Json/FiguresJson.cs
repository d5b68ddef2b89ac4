using System.Text.Json.Nodes;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>
/// The JSON form of figures, written and read side by side: in the zip's manifest, in metrics.json and in what commands print. Members
/// are always in the same order, numbers in the shortest form that reads back equal, null is undefined: equal reports give equal text.
/// </summary>
internal static class FiguresJson
{
    private static readonly ObjectShape<MetricFigure> figure = new("figure", "A figure, beside that of the trivial model.")
    {
        { "value", "The model's; null where it is undefined.", Values.NumberOrNull, figure => figure.Value },
        { "trivial", "That of the model which knows only the label's distribution on the training rows.", Values.NumberOrNull, figure => figure.Trivial },
    };

    private static readonly ObjectShape<Interval> interval = new("interval", "A 95 % confidence interval of a share.")
    {
        { "low", "Its lower end.", Values.Number, interval => interval.Low },
        { "high", "Its upper end.", Values.Number, interval => interval.High },
    };

    /// <summary>What follows from the matrix, and is not read back: it stands here for other readers.</summary>
    private static readonly ObjectShape<(string Name, int Class, ConfusionMatrix Confusion)> one = new("class", "The figures of a class.")
    {
        { "class", "Its name.", Values.Text, one => one.Name },
        { "support", "Weight of the rows that are of it.", Values.Number, one => one.Confusion.Support(one.Class) },
        { "predicted", "Weight of the rows that were taken for it.", Values.Number, one => one.Confusion.Predicted(one.Class) },
        { "precision", "Share of the right ones among those taken for it.", Values.NumberOrNull, one => one.Confusion.Precision(one.Class) },
        { "recall", "Share of the found ones among those of it.", Values.NumberOrNull, one => one.Confusion.Recall(one.Class) },
        { "f1", "F1 of the two.", Values.NumberOrNull, one => one.Confusion.F1(one.Class) },
    };

    /// <summary>The shape of a report.</summary>
    public static ObjectShape<EvaluationReport> Shape { get; } = new("report", "The figures of a model on some rows.")
    {
        { "task", "What the model predicts.", Values.Word<TaskKind>(), report => report.Task },
        { "rows", "Rows that were measured: those with a weight above 0.", Values.Count, report => report.Rows },
        { "rowsOfWeightZero", "Rows of weight 0, which are in no figure.", Values.Count, report => report.RowsOfWeightZero },
        { "weight", "Sum of the weights; the number of rows where there are none.", Values.Number, report => report.Weight },
        { "classes", "The classes in order, the positive one of two last; none for a regression.", Values.Text.List(), report => report.Classes },
        {
            "metrics", "The figures by name; docs/figures.md says what each is.",
            figure.Map(), report => report.Metrics.Select(figure => KeyValuePair.Create(figure.Name, figure))
        },
        {
            "accuracyInterval95", "Of a binary model with rows: the interval of its accuracy.",
            interval, report => report.AccuracyInterval!, report => report.AccuracyInterval is not null
        },
        {
            "confusion", "Of classes: weight of the rows, true class by predicted class.",
            Values.Number.List().List(), report => report.Confusion!.Weight, report => report.Confusion is not null
        },
        {
            "perClass", "Of classes: the figures of each.",
            one.List(), report => report.Classes.Select((name, k) => (name, k, report.Confusion!)), report => report.Confusion is not null
        },
    };

    /// <summary>A report as JSON.</summary>
    public static JsonObject Write(EvaluationReport report) => Shape.Write(report)!.AsObject();

    /// <summary>Reads what <see cref="Write"/> wrote; further members are passed over.</summary>
    /// <param name="json">The JSON object.</param>
    /// <param name="where">Names the file or zip entry in errors.</param>
    /// <exception cref="ArtifactException">A member is missing or of another kind; all such members are listed.</exception>
    public static EvaluationReport Read(JsonNode? json, string where)
    {
        var reader = new FiguresReader(where);
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

    private static MetricFigure Figure(FiguresReader reader, string name, JsonNode? json)
    {
        var path = $"$.metrics.{name}";
        var figure = reader.Object(json, path);
        return new MetricFigure(name,
            reader.NumberOrNull(figure["value"], $"{path}.value"), reader.NumberOrNull(figure["trivial"], $"{path}.trivial"));
    }

    private static Interval Interval(FiguresReader reader, JsonNode json)
    {
        const string path = "$.accuracyInterval95";
        var interval = reader.Object(json, path);
        return new Interval(reader.Number(interval["low"], $"{path}.low"), reader.Number(interval["high"], $"{path}.high"));
    }

    private static ConfusionMatrix Confusion(FiguresReader reader, JsonNode json, int classes)
    {
        const string path = "$.confusion";
        return new ConfusionMatrix([.. reader.Array(json, path, classes).Select((row, i) => (IReadOnlyList<double>)
            [.. reader.Array(row, $"{path}[{i}]", classes).Select((cell, k) => reader.Number(cell, $"{path}[{i}][{k}]"))])]);
    }
}
