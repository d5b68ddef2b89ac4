namespace Pipeline.Tests.House;

/// <summary>The rooms of src/Pipeline and the arrows between them: which folder may use which.</summary>
internal static class RoomPlan
{
    /// <summary>Each room, a folder, with those that it may use; all of them are used. The room without a name is Program.cs.</summary>
    public static IReadOnlyDictionary<string, string[]> MayUse { get; } = new Dictionary<string, string[]>
    {
        ["Model"] = ["Model/Problems"],
        ["Model/Problems"] = [],
        // Circle, to be cut: Configuration, Configuration/Checks.
        ["Configuration"] = ["Configuration/Checks", "Configuration/Json", "Configuration/Records", "Model/Problems"],
        ["Configuration/Checks"] = ["Configuration", "Configuration/Json", "Configuration/Options", "Configuration/Records", "Model", "Model/Problems"],
        // Circle, to be cut: Configuration/Json, Configuration/Options.
        ["Configuration/Json"] = ["Configuration/Options", "Configuration/Records", "Model", "Model/Problems"],
        ["Configuration/Options"] = ["Configuration/Json", "Configuration/Records", "Model", "Model/Problems"],
        ["Configuration/Records"] = ["Model"],
        ["Configuration/Reference"] = ["Configuration/Json", "Configuration/Options", "Configuration/Records", "Model"],
        ["Files"] = ["Model/Problems"],
        ["Files/Recoding"] = ["Files", "Model"],
        // Circle, to be cut: Tables, Tables/Csv, Tables/Fields.
        ["Tables"] = ["Files", "Model", "Model/Problems", "Tables/Csv", "Tables/Fields"],
        ["Tables/Audit"] = ["Model", "Model/Problems", "Tables"],
        ["Tables/Csv"] = ["Files", "Files/Recoding", "Model", "Model/Problems", "Tables", "Tables/Fields"],
        ["Tables/Fields"] = ["Model", "Model/Problems", "Tables"],
        ["Training/Chain"] =
        [
            "Configuration/Options", "Configuration/Records", "Graph", "Graph/MlNet", "Model", "Model/Problems", "Tables", "Tables/Audit", "Training/Features",
        ],
        ["Training/Features"] = ["Graph", "Kernels", "Model", "Tables"],
        ["Training/Rows"] = ["Configuration/Records", "Files", "Model", "Model/Problems", "Tables", "Tables/Csv", "Tables/Fields"],
        // Circle, to be cut: Artifacts, Artifacts/Container, Artifacts/MlNet, Artifacts/Signing.
        ["Artifacts"] =
        [
            "Artifacts/Container", "Artifacts/MlNet", "Artifacts/Signing", "Configuration", "Configuration/Records", "Model", "Model/Problems",
            "Tables", "Tables/Audit",
        ],
        ["Artifacts/Container"] = ["Artifacts", "Files", "Model/Problems"],
        ["Artifacts/MlNet"] = ["Artifacts", "Artifacts/Container", "Model", "Model/Problems"],
        ["Artifacts/Signing"] = ["Artifacts", "Model/Problems"],
        ["Graph"] = ["Model"],
        ["Graph/MlNet"] = ["Graph", "Model", "Model/Problems"],
        ["Graph/Onnx"] = ["Graph", "Model", "Model/Problems"],
        ["Kernels"] = ["Graph", "Model"],
        ["Scoring"] = ["Files", "Graph", "Graph/MlNet", "Graph/Onnx", "Model", "Model/Problems", "Scoring/Cuda", "Scoring/Scorers", "Tables", "Tables/Audit"],
        ["Scoring/Cuda"] = ["Graph", "Kernels", "Model", "Model/Problems", "Scoring/Onnx", "Scoring/Scorers", "Tables"],
        ["Scoring/Onnx"] = ["Graph", "Graph/Onnx", "Kernels", "Model", "Scoring/Scorers", "Tables"],
        ["Scoring/Scorers"] = ["Graph", "Kernels", "Model", "Tables"],
        ["Evaluation"] = ["Configuration/Options", "Configuration/Records", "Model", "Model/Problems"],
        ["Runs"] =
        [
            "Artifacts", "Configuration", "Configuration/Checks", "Configuration/Json", "Configuration/Options", "Configuration/Records",
            "Evaluation", "Files", "Graph", "Model", "Model/Problems", "Scoring", "Tables", "Tables/Audit", "Training/Chain", "Training/Rows",
            "Verification",
        ],
        ["Verification"] = ["Artifacts", "Graph", "Kernels", "Model", "Model/Problems", "Scoring", "Scoring/Scorers", "Tables", "Training/Chain"],
        ["Verification/Gpu"] =
        [
            "Configuration", "Configuration/Options", "Configuration/Records", "Files", "Graph", "Kernels", "Model", "Model/Problems", "Runs", "Scoring",
            "Scoring/Cuda", "Scoring/Scorers", "Tables", "Training/Rows", "Verification",
        ],
        ["Commands"] =
        [
            "Artifacts", "Artifacts/Signing", "Configuration", "Configuration/Json", "Configuration/Options", "Configuration/Records",
            "Configuration/Reference", "Evaluation", "Files", "Graph", "Graph/Onnx", "Model", "Model/Problems", "Runs", "Scoring", "Scoring/Cuda",
            "Scoring/Onnx", "Tables", "Tables/Audit", "Training/Chain", "Training/Rows", "Verification/Gpu",
        ],
        ["Cli"] = ["Commands", "Configuration/Options", "Model", "Model/Problems"],
        [""] = ["Cli"],
    };

    /// <summary>Circles that are to be cut: all rooms of each, in the order of their names. One that is cut is struck from here too.</summary>
    public static IReadOnlyList<string> KnownCircles { get; } =
    [
        "Artifacts, Artifacts/Container, Artifacts/MlNet, Artifacts/Signing",
        "Configuration, Configuration/Checks",
        "Configuration/Json, Configuration/Options",
        "Tables, Tables/Csv, Tables/Fields",
    ];

    /// <summary>Packages and types that stay in a few rooms: a namespace, or the full name of a type, with all rooms that use it.</summary>
    public static IReadOnlyDictionary<string, string[]> Fences { get; } = new Dictionary<string, string[]>
    {
        ["Google.Protobuf"] = ["Graph/Onnx"],
        ["Microsoft.ML.OnnxRuntime"] = ["Scoring/Cuda", "Scoring/Onnx"],
        ["CsvHelper"] = ["Tables", "Tables/Csv"],
        ["System.CommandLine"] = ["Cli"],
        ["System.Console"] = ["Cli"],
    };
}
