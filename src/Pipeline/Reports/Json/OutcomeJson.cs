using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Configuration.Json;
using Pipeline.Evaluation;
using Pipeline.Graph.Onnx;
using Pipeline.Model.Problems;
using Pipeline.Scoring;

namespace Pipeline.Reports.Json;

/// <summary>The outcomes of commands as JSON documents.</summary>
internal static class OutcomeJson
{
    /// <summary>What train made.</summary>
    public static JsonObject Of(TrainOutcome outcome) => new()
    {
        ["model"] = Path.Combine(outcome.Directory, "model.zip"),
        ["metrics"] = Path.Combine(outcome.Directory, "metrics.json"),
        ["scores"] = Path.Combine(outcome.Directory, "scores.csv"),
        ["modelSha256"] = outcome.ModelSha256,
        ["data"] = Of(outcome.Manifest.Data),
        ["hiddenFiles"] = JsonLists.Texts(outcome.HiddenFiles),
        ["badRows"] = outcome.BadRows,
        ["badLines"] = outcome.BadLines,
        ["blankRows"] = outcome.BlankRows,
        ["ignoredColumns"] = JsonLists.Texts(outcome.Manifest.Audit.UnusedColumns),
        ["ignoredColumnCount"] = outcome.Manifest.Audit.UnusedColumns.Count,
        ["rows"] = AuditJson.Of(outcome.Manifest.Audit),
        ["threshold"] = outcome.Manifest.Signature.Threshold,
        ["thresholdRule"] = outcome.Manifest.Threshold?.Rule,
        ["fitOn"] = outcome.Manifest.Tuning?.FitOn,
        ["fitOnRows"] = outcome.Manifest.Tuning?.Rows,
        ["rounds"] = outcome.Manifest.Rounds,
        ["compiled"] = outcome.Manifest.ToJson()["compiled"]!.DeepClone(),
        ["betterThanTrivial"] = outcome.Report.IsBetterThanTrivial,
        ["report"] = outcome.Report.ToJson(),
        ["baseline"] = outcome.Baseline?.Json(),
        ["gates"] = Gates(outcome.Gates),
    };

    /// <summary>Which rows a model was trained and measured on.</summary>
    internal static JsonObject Of(DataRecord data) => new()
    {
        ["trainRows"] = data.TrainRows,
        ["testRows"] = data.TestRows,
        ["validationRows"] = data.ValidationRows,
        ["leftOutRows"] = data.LeftOutRows,
        ["keyColumns"] = Texts(data.KeyColumns),
        ["splitDigest"] = data.SplitDigest,
        ["heldOutDigest"] = data.HeldOutDigest,
        ["repeatedRows"] = data.RepeatedRows,
        ["overlappingRows"] = data.OverlappingRows,
        ["overlappingCombinations"] = data.OverlappingCombinations,
        ["overlappingKeys"] = data.OverlappingKeys,
        ["overlappingCopies"] = data.OverlappingCopies,
    };

    /// <summary>What evaluate found.</summary>
    public static JsonObject Of(EvaluateOutcome outcome) => new()
    {
        ["modelSha256"] = outcome.ModelSha256,
        ["threshold"] = outcome.Threshold.Json(),
        ["precision"] = EnumForm.Text(outcome.Precision.Used),
        ["device"] = Of(outcome.Placement),
        ["betterThanTrivial"] = outcome.Report.IsBetterThanTrivial,
        ["report"] = outcome.Report.ToJson(),
        ["input"] = Of(outcome.Input),
    };

    /// <summary>What score did.</summary>
    public static JsonObject Of(ScoreOutcome outcome) => new()
    {
        ["modelSha256"] = outcome.ModelSha256,
        ["rows"] = outcome.Rows,
        ["notFinite"] = outcome.NotFinite,
        ["output"] = outcome.Output,
        ["threshold"] = outcome.Threshold.Json(),
        ["precision"] = EnumForm.Text(outcome.Precision.Used),
        ["device"] = Of(outcome.Placement),
        ["input"] = Of(outcome.Input),
    };

    /// <summary>What threshold wrote.</summary>
    public static JsonObject Of(ThresholdOutcome outcome) => new()
    {
        ["output"] = outcome.Output,
        ["modelSha256"] = outcome.Sha256,
        ["signedBy"] = outcome.Signer,
        ["movedFrom"] = outcome.MovedFrom,
        ["before"] = outcome.Before,
        ["threshold"] = outcome.After,
        ["rule"] = outcome.Record.Rule,
        ["chosenOn"] = outcome.Record.ChosenOn,
        ["hiddenFiles"] = JsonLists.Texts(outcome.HiddenFiles),
    };

    /// <summary>What export wrote.</summary>
    public static JsonObject Of(ExportOutcome outcome) => new()
    {
        ["modelSha256"] = outcome.ModelSha256,
        ["output"] = outcome.Output,
        ["sha256"] = outcome.Sha256,
        ["opset"] = ExportedGraph.Opset,
        ["irVersion"] = ExportedGraph.IrVersion,
        ["nodes"] = outcome.Graph.Nodes,
        ["inputs"] = Array(outcome.Graph.Inputs.Select(Of)),
        ["outputs"] = Array(outcome.Graph.Outputs.Select(Of)),
        ["metadata"] = new JsonObject(outcome.Graph.Metadata.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
    };

    /// <summary>An error: its exit code and its problems.</summary>
    public static JsonObject Of(PipelineException error) => Error(error.Code, error.Total, error.Problems);

    /// <summary>An end that is nobody's error, or this program's own.</summary>
    public static JsonObject Of(ExitCode code, string found) => Error(code, 1, [new Problem("run", found, "")]);

    private static JsonObject Error(ExitCode code, long total, IReadOnlyList<Problem> problems) => new()
    {
        ["error"] = new JsonObject
        {
            ["exitCode"] = (int)code,
            ["total"] = total,
            ["problems"] = Array(problems.Select(Of)),
        },
    };

    /// <summary>How gates came out.</summary>
    public static JsonArray Gates(IReadOnlyList<GateResult> gates) => Array(gates.Select(gate => new JsonObject
    {
        ["metric"] = gate.Metric,
        ["kind"] = EnumForm.Text(gate.Kind),
        ["limit"] = gate.Limit,
        ["figure"] = gate.Figure,
        ["baseline"] = gate.Baseline,
        ["passed"] = gate.Passed,
    }));

    private static JsonObject Of(Placement placement) => new()
    {
        ["device"] = placement.Device.ToString(),
        ["names"] = Texts(placement.Names),
        ["batchRows"] = placement.BatchRows,
        ["choice"] = placement.Choice,
    };

    private static JsonObject Of(NamedTensor tensor) => new()
    {
        ["name"] = tensor.Name,
        ["type"] = tensor.Type,
        ["shape"] = new JsonArray(OnnxCompiler.Rows, tensor.Columns),
    };

    /// <summary>A problem.</summary>
    internal static JsonObject Of(Problem problem) => new()
    {
        ["where"] = problem.Where,
        ["found"] = problem.Found,
        ["expected"] = problem.Expected,
        ["remedy"] = problem.Remedy,
    };

    private static JsonObject Of(InputReport input) => new()
    {
        ["files"] = Array(input.Files.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["sha256"] = file.Sha256,
            ["bytes"] = file.Bytes,
            ["rows"] = file.Rows,
        })),
        ["hiddenFiles"] = JsonLists.Texts(input.HiddenFiles),
        ["rows"] = input.Audit.Rows,
        ["badRows"] = input.BadRows,
        ["badLines"] = input.BadLines,
        ["blankRows"] = input.BlankRows,
        ["badFields"] = Array(input.Problems.Select(Of)),
        ["missing"] = AuditJson.Missing(input.Audit),
        ["unseen"] = AuditJson.Unseen(input.Audit),
        ["shifted"] = AuditJson.Shifted(input.Audit),
        ["ignoredColumns"] = JsonLists.Texts(input.IgnoredColumns),
        ["ignoredColumnCount"] = input.IgnoredColumns.Count,
        ["knownFiles"] = Texts(input.KnownFiles),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => Array(texts.Select(text => (JsonNode)text));

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
