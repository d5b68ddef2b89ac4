using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>metrics.json: the figures, the gates, and under <c>run</c>, which nothing else depends on, the times.</summary>
internal static class MetricsFile
{
    private static readonly ObjectShape<string> stored = new("stored", "A file that was written beside this one.")
    {
        { "sha256", "SHA-256 of its bytes.", Values.Sha256, digest => digest },
    };

    private static readonly ObjectShape<TargetRecord> target =
        new("target", "What a model predicts: figures of two models can be compared where this is equal.")
        {
            { "task", "The task, as a config writes it.", Values.OneOf("binary", "multiclass", "regression"), target => target.Task },
            { "label", "The column.", Values.Text, target => target.Label },
            { "classes", "The classes in order, the positive one of two last; none for a regression.", Values.Text.List(), target => target.Classes },
            { "weight", "The column of weights.", Values.Text.OrNull(), target => target.Weight },
        };

    private static readonly ObjectShape<(DateTimeOffset Finished, TimeSpan Elapsed)> clock = new("clock", "What the clock says; nothing else depends on it.")
    {
        {
            "finished", "When the run was done, in UTC.",
            Values.Text, run => run.Finished.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        },
        { "seconds", "How long it took.", Values.Number, run => Math.Round(run.Elapsed.TotalSeconds, 3) },
    };

    /// <summary>Its document.</summary>
    public static Document<(TrainOutcome Outcome, string ScoresSha256, TimeSpan Elapsed)> Document { get; } =
        new("metrics", 1, new("metrics", "metrics.json, which train writes beside model.zip and scores.csv.")
        {
            { "model", "The zip of the same training.", stored, run => run.Outcome.ModelSha256 },
            { "scores", "The scores of the same training.", stored, run => run.ScoresSha256 },
            { "target", "What the model predicts.", target, run => TargetRecord.Of(run.Outcome.Manifest.Signature) },
            { "data", "Which rows it was trained and measured on.", DataJson.Shape, run => run.Outcome.Manifest.Data },
            { "rows", "What train met in its rows.", AuditJson.Shape, run => run.Outcome.Manifest.Audit },
            {
                "betterThanTrivial", "Whether the model beats the trivial one; null without rows.",
                Values.TruthOrNull, run => run.Outcome.Report.IsBetterThanTrivial
            },
            { "report", "The figures of the held-out rows.", FiguresJson.Shape, run => run.Outcome.Report },
            { "baseline", "What it was compared with.", BaselineJson.Shape.OrNull(), run => run.Outcome.Baseline },
            { "gates", "How the gates came out; all passed.", GateJson.Shape.List(), run => run.Outcome.Gates },
            { "run", "When, and how long.", clock, run => (DateTimeOffset.UtcNow, run.Elapsed) },
        });

    public static void Write(Stream stream, TrainOutcome outcome, string scoresSha256, TimeSpan elapsed)
    {
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(Document.Write((outcome, scoresSha256, elapsed)), JsonText.Options));
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The digest of a file that a metrics.json was written with; null where it is none of this format.</summary>
    /// <param name="json">What was read.</param>
    /// <param name="member">model or scores.</param>
    public static string? DigestOf(JsonNode? json, string member) =>
        Document.IsFormatOf(json) && (json![member] as JsonObject)?["sha256"] is JsonValue value
        && value.TryGetValue(out string? text) && text.Length == 64 ? text : null;
}
