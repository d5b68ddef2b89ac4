using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Tables.Audit;

namespace Pipeline.Reports.Json;

/// <summary>What a run met in its rows, as JSON.</summary>
internal static class AuditJson
{
    /// <summary>What train met in its rows.</summary>
    public static JsonObject Of(TrainAudit audit) => new()
    {
        ["training"] = new JsonObject { ["missing"] = Missing(audit.Training) },
        ["heldOut"] = new JsonObject { ["missing"] = Missing(audit.HeldOut), ["unseen"] = Unseen(audit.HeldOut), ["shifted"] = Shifted(audit.HeldOut) },
        ["unusedColumns"] = JsonLists.Texts(audit.UnusedColumns),
        ["unusedColumnCount"] = audit.UnusedColumns.Count,
        ["distinct"] = new JsonArray([.. audit.Distinct.Select(column => new JsonObject
        {
            ["column"] = column.Column,
            ["distinct"] = column.Distinct,
            ["rows"] = column.Rows,
            ["kind"] = column.Numeric ? "numeric" : "categorical",
        })]),
        ["constantTarget"] = audit.ConstantTarget,
    };

    /// <summary>Missing fields by column.</summary>
    public static JsonObject Missing(AuditReport audit) => new(audit.Missing.Select(column => KeyValuePair.Create(column.Column, (JsonNode?)column.Fields)));

    /// <summary>Unseen categories by column.</summary>
    public static JsonArray Unseen(AuditReport audit) => new([.. audit.Unseen.Select(column => new JsonObject
    {
        ["column"] = column.Column,
        ["fields"] = column.Fields,
        ["examples"] = new JsonArray([.. column.Examples.Select(text => JsonValue.Create(text))]),
    })]);

    /// <summary>Columns that are not what they were in training.</summary>
    public static JsonArray Shifted(AuditReport audit) => new([.. audit.Shifted.Select(column => new JsonObject
    {
        ["column"] = column.Column,
        ["unmistakable"] = column.Unmistakable,
        ["change"] = column.Change,
        ["factor"] = column.Factor,
        ["rows"] = column.Rows,
        ["mean"] = column.Mean,
        ["trainingMean"] = column.TrainingMean,
        ["trainingDeviation"] = column.TrainingDeviation,
        ["trainingMinimum"] = column.TrainingMinimum,
        ["trainingMaximum"] = column.TrainingMaximum,
        ["outside"] = column.Outside,
        ["moved"] = column.Moved,
        ["spreadRatio"] = column.SpreadRatio,
    })]);
}
