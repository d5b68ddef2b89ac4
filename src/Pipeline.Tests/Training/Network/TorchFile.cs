using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>A file of torch-reference, with its settings as ours.</summary>
internal sealed class TorchFile
{
    private TorchFile(string name, JsonNode json) => (Name, Json) = (name, json);

    public string Name { get; }

    public JsonNode Json { get; }

    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Training", "Network", "torch-reference");

    public NetworkPlan Network => new((int)Json["network"]!["numeric"]!,
        [.. Json["network"]!["embeddings"]!.AsArray().Select(table => new EmbeddingPlan((int)table!["rows"]!, (int)table["dim"]!))],
        [.. Json["network"]!["layers"]!.AsArray().Select(layer => Layer(layer!))]);

    public LossPlan Loss => (string)Json["loss"]!["kind"]! switch
    {
        "bceWithLogits" => new LossPlan.BinaryCrossEntropy((double)Json["loss"]!["posWeight"]!),
        "crossEntropy" => CrossEntropy(Json["loss"]!),
        "mse" => new LossPlan.SquaredError(),
        "huber" => new LossPlan.Huber((double)Json["loss"]!["delta"]!),
        var kind => throw new InvalidDataException(kind),
    };

    public OptimizerPlan Optimizer => OptimizerOf(Json["optimizer"]!);

    public SchedulePlan Schedule => ScheduleOf(Json["schedule"]!);

    public double? ClipNorm => (double?)Json["clipNorm"];

    public IReadOnlyList<string> ZeroGradient => [.. Json["zeroGradient"]!.AsArray().Select(name => (string)name!)];

    /// <summary>The trainings of a precision.</summary>
    public static IEnumerable<string> Trainings(string precision) =>
        from path in Directory.GetFiles(Folder, $"*.{precision}.json").Order(StringComparer.Ordinal)
        let name = Path.GetFileNameWithoutExtension(path)
        where !name.StartsWith("c07", StringComparison.Ordinal)
        select name;

    public static TorchFile Read(string name) => new(name, JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!);

    /// <summary>The numbers of a tensor.</summary>
    public static double[] Numbers(JsonNode tensor) => [.. tensor["values"]!.AsArray().Select(value => (double)value!)];

    public static LossPlan.CrossEntropy CrossEntropy(JsonNode json) =>
        new(json["classWeights"]?.AsArray().Select(weight => (double)weight!).ToArray(), (double)json["labelSmoothing"]!);

    public static OptimizerPlan OptimizerOf(JsonNode json) => (string)json["kind"]! switch
    {
        "sgd" => new OptimizerPlan.Sgd((double)json["lr"]!, (double)json["momentum"]!, (double?)json["dampening"] ?? 0, (bool?)json["nesterov"] ?? false,
            (double?)json["weightDecay"] ?? 0),
        var kind => new OptimizerPlan.Adam((double)json["lr"]!, (double?)json["beta1"] ?? (double)json["momentum"]!, (double?)json["beta2"] ?? 0.999,
            (double?)json["eps"] ?? 1e-8, (double?)json["weightDecay"] ?? 0, kind == "adamW"),
    };

    public static SchedulePlan ScheduleOf(JsonNode json)
    {
        var unit = (string?)json["unit"] == "step" ? ScheduleUnit.Step : ScheduleUnit.Epoch;
        return (string)json["kind"]! switch
        {
            "constant" => new SchedulePlan.Constant(),
            "step" => new SchedulePlan.Steps(unit, (int)json["stepSize"]!, (double)json["gamma"]!),
            "cosine" => new SchedulePlan.Cosine(unit, (int)json["period"]!, (double)json["minimum"]!),
            "oneCycle" => new SchedulePlan.OneCycle(unit, (double)json["maxLr"]!, (int)json["totalSteps"]!, (double)json["pctStart"]!,
                (double)json["divFactor"]!, (double)json["finalDivFactor"]!,
                (bool)json["cycleMomentum"]! ? ((double)json["baseMomentum"]!, (double)json["maxMomentum"]!) : null),
            var kind => throw new InvalidDataException(kind),
        };
    }

    public override string ToString() => Name;

    private static LayerPlan Layer(JsonNode json) => (string)json["kind"]! switch
    {
        "linear" => new LayerPlan.Linear((int)json["in"]!, (int)json["out"]!, (bool)json["bias"]!),
        "batchNorm" => new LayerPlan.BatchNorm((int)json["features"]!, (double)json["eps"]!, (double)json["momentum"]!),
        "relu" => new LayerPlan.Relu(),
        "leakyRelu" => new LayerPlan.LeakyRelu((double)json["slope"]!),
        "tanh" => new LayerPlan.Tanh(),
        "dropout" => new LayerPlan.Dropout((double)json["p"]!),
        var kind => throw new InvalidDataException(kind),
    };
}
