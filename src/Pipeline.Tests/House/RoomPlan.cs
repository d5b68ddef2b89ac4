namespace Pipeline.Tests.House;

/// <summary>The rooms of src/Pipeline and the arrows between them: which folder may use which.</summary>
internal static class RoomPlan
{
    /// <summary>Each room, a folder, with those that it may use; all of them are used. The room without a name is Program.cs.</summary>
    public static IReadOnlyDictionary<string, string[]> MayUse { get; } = new Dictionary<string, string[]>
    {
        [""] = ["Cli", "Cli/Streams"],
        ["Artifacts"] =
        [
            "Artifacts/Container", "Artifacts/MlNet", "Artifacts/Signing", "Configuration", "Configuration/Json", "Configuration/Records", "Graph", "Kernels",
            "Model", "Model/Problems", "Tables", "Tables/Audit",
        ],
        ["Artifacts/Container"] = ["Model/Problems"],
        ["Artifacts/MlNet"] = ["Artifacts/Container", "Graph", "Model", "Model/Problems"],
        ["Artifacts/Signing"] = ["Artifacts/Container", "Model/Problems"],
        ["Cli"] = ["Cli/Arguments", "Cli/Commands", "Cli/Help", "Cli/Running", "Cli/Streams"],
        ["Cli/Arguments"] = ["Cli/Help", "Cli/Streams", "Commands"],
        ["Cli/Commands"] = ["Cli/Arguments", "Cli/Help", "Cli/Running", "Commands", "Reports", "Reports/Json", "Reports/Json/Shapes", "Reports/Text"],
        ["Cli/Help"] = ["Cli/Streams", "Model/Problems"],
        ["Cli/Running"] =
        [
            "Cli/Help", "Cli/Streams", "Commands", "Configuration/Options", "Model", "Model/Problems", "Reports", "Reports/Json",
            "Reports/Json/Shapes",
        ],
        ["Cli/Streams"] = ["Commands", "Model"],
        ["Commands"] =
        [
            "Artifacts", "Artifacts/Container", "Artifacts/Signing", "Configuration", "Configuration/Json", "Configuration/Options",
            "Configuration/Records", "Evaluation", "Files", "Graph", "Graph/Onnx", "Model", "Model/Problems", "Reports", "Reports/Json",
            "Reports/Json/Shapes", "Runs", "Scoring", "Scoring/Cuda", "Scoring/Onnx", "Tables", "Tables/Audit", "Tables/Sources", "Training/Chain",
            "Training/Rows", "Verification/Gpu", "Work",
        ],
        ["Configuration"] = ["Configuration/Checks", "Configuration/Json", "Configuration/Options", "Configuration/Records", "Model/Problems"],
        ["Configuration/Checks"] = ["Configuration/Json", "Configuration/Options", "Configuration/Records", "Model", "Model/Problems"],
        ["Configuration/Json"] = ["Configuration/Records", "Model", "Model/Problems"],
        ["Configuration/Options"] = ["Configuration/Json", "Configuration/Records", "Model", "Model/Problems"],
        ["Configuration/Records"] = ["Model"],
        ["Configuration/Reference"] = ["Configuration/Json", "Configuration/Options", "Configuration/Records", "Model"],
        ["Evaluation"] = ["Configuration/Json", "Configuration/Options", "Configuration/Records", "Model", "Model/Problems"],
        ["Files"] = ["Model/Problems"],
        ["Files/Recoding"] = ["Files", "Model"],
        ["Graph"] = ["Model", "Model/Problems"],
        ["Graph/Foreign"] = ["Graph", "Graph/Onnx", "Model", "Model/Problems"],
        ["Graph/MlNet"] = ["Graph", "Model", "Model/Problems"],
        ["Graph/Onnx"] = ["Graph", "Model", "Model/Problems"],
        ["Kernels"] = ["Graph", "Model"],
        ["Model"] = ["Model/Problems"],
        ["Model/Problems"] = [],
        ["Reports"] =
        [
            "Artifacts", "Configuration/Options", "Configuration/Records", "Evaluation", "Files", "Graph", "Graph/Onnx", "Model", "Model/Problems",
            "Scoring", "Scoring/Cuda", "Tables", "Tables/Audit",
        ],
        ["Reports/Json"] =
        [
            "Artifacts", "Configuration/Json", "Configuration/Options", "Configuration/Records", "Configuration/Reference", "Evaluation",
            "Graph/Onnx", "Model", "Model/Problems", "Reports", "Reports/Json/Shapes", "Scoring", "Scoring/Cuda", "Tables/Audit",
        ],
        ["Reports/Json/Shapes"] = ["Configuration/Json", "Model/Problems"],
        ["Reports/Text"] =
        [
            "Artifacts", "Configuration/Json", "Configuration/Options", "Configuration/Records", "Configuration/Reference", "Evaluation", "Files",
            "Graph", "Graph/Onnx", "Model", "Model/Problems", "Reports", "Reports/Json", "Scoring", "Scoring/Cuda", "Tables/Audit",
        ],
        ["Runs"] =
        [
            "Artifacts", "Configuration", "Configuration/Checks", "Configuration/Json", "Configuration/Options", "Configuration/Records",
            "Evaluation", "Files", "Graph", "Model", "Model/Problems", "Reports/Json", "Scoring", "Tables", "Tables/Audit", "Tables/Sources",
            "Training/Chain", "Training/Rows", "Verification", "Work",
        ],
        ["Scoring"] =
        [
            "Files", "Graph", "Graph/MlNet", "Graph/Onnx", "Model", "Model/Problems", "Scoring/Cuda", "Scoring/Scorers", "Tables", "Tables/Audit",
            "Tables/Sources", "Work",
        ],
        ["Scoring/Cuda"] = ["Graph", "Kernels", "Model", "Model/Problems", "Scoring/Onnx", "Scoring/Scorers", "Tables"],
        ["Scoring/Onnx"] = ["Graph", "Graph/Onnx", "Kernels", "Model", "Scoring/Scorers"],
        ["Scoring/Scorers"] = ["Graph", "Kernels", "Model", "Tables"],
        ["Tables"] = ["Files", "Model", "Model/Problems", "Work"],
        ["Tables/Audit"] = ["Model", "Model/Problems", "Tables", "Work"],
        ["Tables/Csv"] = ["Files", "Files/Recoding", "Model", "Model/Problems", "Tables", "Tables/Fields"],
        ["Tables/Fields"] = ["Model", "Model/Problems", "Tables"],
        ["Tables/Sources"] = ["Files", "Model", "Model/Problems", "Tables", "Tables/Csv"],
        ["Training/Chain"] =
        [
            "Configuration/Options", "Configuration/Records", "Graph", "Graph/MlNet", "Model", "Model/Problems", "Tables", "Tables/Audit",
            "Training/Features", "Work",
        ],
        ["Training/Features"] = ["Graph", "Kernels", "Model", "Tables"],
        ["Training/Network"] = ["Files", "Graph", "Kernels", "Model/Problems"],
        ["Training/Rows"] = ["Configuration/Records", "Files", "Model", "Model/Problems", "Tables", "Tables/Csv", "Tables/Fields", "Tables/Sources", "Work"],
        ["Verification"] = ["Artifacts", "Graph", "Kernels", "Model", "Model/Problems", "Scoring", "Scoring/Scorers", "Tables", "Training/Chain"],
        ["Verification/Gpu"] =
        [
            "Configuration", "Configuration/Options", "Configuration/Records", "Files", "Graph", "Kernels", "Model", "Model/Problems", "Reports",
            "Runs", "Scoring", "Scoring/Cuda", "Scoring/Scorers", "Tables", "Training/Rows", "Verification",
        ],
        ["Work"] = ["Model/Problems"],
    };

    /// <summary>Circles that are to be cut: all rooms of each, in the order of their names. One that is cut is struck from here too.</summary>
    public static IReadOnlyList<string> KnownCircles { get; } = [];

    /// <summary>Packages and types that stay in a few rooms: a namespace, or the full name of a type, with all rooms that use it.</summary>
    public static IReadOnlyDictionary<string, string[]> Fences { get; } = new Dictionary<string, string[]>
    {
        ["Google.Protobuf"] = ["Graph/Foreign", "Graph/Onnx"],
        ["Microsoft.ML.OnnxRuntime"] = ["Scoring/Cuda", "Scoring/Onnx"],
        ["CsvHelper"] = ["Tables", "Tables/Csv"],
        ["System.CommandLine"] = ["Cli", "Cli/Arguments", "Cli/Commands", "Cli/Help", "Cli/Running"],
        ["System.Console"] = ["Cli/Streams"],
    };
}
