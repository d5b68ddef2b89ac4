namespace Pipeline.Benchmarks;

/// <summary>A model and a table to score.</summary>
/// <param name="Key">Short name for files.</param>
/// <param name="Name">What the table calls it.</param>
/// <param name="Rows">Rows to score.</param>
/// <param name="Columns">Numeric columns.</param>
/// <param name="Classes">Classes of the label.</param>
/// <param name="TrainRows">Rows to train on.</param>
/// <param name="Model">The <c>model</c> member of the config.</param>
internal sealed record BenchmarkCase(string Key, string Name, int Rows, int Columns, int Classes, int TrainRows, string Model)
{
    /// <summary>The same kind of model in the straightforward ML.NET program, or null.</summary>
    public string? StraightforwardModel { get; init; }

    /// <summary>The same kind of model among the Polars peers, or null; their models take f00 to f29.</summary>
    public (string Name, string Model)? PolarsModel { get; init; }

    /// <summary>All cases; the main ones of this many rows.</summary>
    public static IReadOnlyList<BenchmarkCase> All(int rows) =>
    [
        new("start", "start-up: 10 rows, logistic regression", 10, 30, 2, 200_000, Linear) { StraightforwardModel = "lr",
            PolarsModel = ("Polars + ONNX Runtime", "lr.onnx") },
        new("lr", "logistic regression", rows, 30, 2, 200_000, Linear) { StraightforwardModel = "lr", PolarsModel = ("Polars + ONNX Runtime", "lr.onnx") },
        new("trees", "100 trees of 31 leaves", rows, 30, 2, 200_000, Trees(100, 31)) { StraightforwardModel = "trees",
            PolarsModel = ("Polars + YDF", "ydf-model") },
        new("lr10", "logistic regression, ten times the rows", 10 * rows, 30, 2, 200_000, Linear) { PolarsModel = ("Polars + ONNX Runtime", "lr.onnx") },
        new("leaves64", "100 trees of 64 leaves", rows, 30, 2, 200_000, Trees(100, 64)),
        new("trees1000", "1,000 trees of 31 leaves", rows / 5, 30, 2, 200_000, Trees(1000, 31)),
        new("wide", "10,000 columns, logistic regression", rows / 200, 10_000, 2, 500, Linear) { StraightforwardModel = "lr" },
        new("narrow", "2 columns, logistic regression", 3 * rows, 2, 2, 200_000, Linear) { StraightforwardModel = "lr" },
        new("classes300", "300 classes, maximum entropy", rows / 5, 30, 300, 20_000, """{ "trainer": "lbfgsMaximumEntropy" }"""),
    ];

    private const string Linear = """{ "trainer": "lbfgsLogisticRegression" }""";

    /// <summary>The config of our training.</summary>
    public string Config(string table) =>
        $$"""
        { "task": "{{(Classes == 2 ? "binary" : "multiclass")}}",
          "data": { "train": "{{table}}", "label": { "column": "label"{{(Classes == 2 ? ", \"positive\": \"1\"" : "")}} }, "numeric": "rest" },
          "model": {{Model}} }
        """;

    private static string Trees(int trees, int leaves) =>
        $$$"""{ "trainer": "lightGbm", "options": { "numberOfIterations": {{{trees}}}, "numberOfLeaves": {{{leaves}}}, "learningRate": 0.1, "minimumExampleCountPerLeaf": 20, "handleMissingValue": false, "numberOfThreads": 2 } }""";
}
