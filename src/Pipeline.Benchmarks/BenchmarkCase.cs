namespace Pipeline.Benchmarks;

/// <summary>A model and a table to score.</summary>
/// <param name="Key">Short name for files.</param>
/// <param name="Name">What the report calls it.</param>
/// <param name="Rows">Rows to score.</param>
/// <param name="Columns">Numeric columns of the synthetic table; not read where there is a shape.</param>
/// <param name="Classes">Classes of the label.</param>
/// <param name="TrainRows">Rows to train on.</param>
/// <param name="Model">The <c>model</c> member of the config.</param>
internal sealed record BenchmarkCase(string Key, string Name, int Rows, int Columns, int Classes, int TrainRows, string Model)
{
    private const string Linear = """{ "trainer": "lbfgsLogisticRegression" }""";

    /// <summary>The same kind of model in the straightforward ML.NET program, or null.</summary>
    public string? StraightforwardModel { get; init; }

    /// <summary>What predicts beside Polars, or null where no Python peer takes part.</summary>
    public Predictor? Peer { get; init; }

    /// <summary>The shape of the table; null for the synthetic one.</summary>
    public TableShape? Shape { get; init; }

    /// <summary>All cases; the main ones of this many rows.</summary>
    public static IReadOnlyList<BenchmarkCase> All(int rows) =>
    [
        new("start", "start-up: 10 rows, logistic regression", 10, 30, 2, 200_000, Linear) { StraightforwardModel = "lr", Peer = Predictor.OnnxRuntime },
        new("lr", "logistic regression", rows, 30, 2, 200_000, Linear) { StraightforwardModel = "lr", Peer = Predictor.OnnxRuntime },
        new("trees", "100 trees of 31 leaves", rows, 30, 2, 200_000, Trees(100, 31)) { StraightforwardModel = "trees", Peer = Predictor.Ydf },
        new("lr10", "logistic regression, ten times the rows", 10 * rows, 30, 2, 200_000, Linear) { Peer = Predictor.OnnxRuntime },
        new("leaves64", "100 trees of 64 leaves", rows, 30, 2, 200_000, Trees(100, 64)),
        new("trees1000", "1,000 trees of 31 leaves", rows / 5, 30, 2, 200_000, Trees(1000, 31)),
        new("wide", "10,000 columns, logistic regression", rows / 200, 10_000, 2, 500, Linear) { StraightforwardModel = "lr" },
        new("narrow", "2 columns, logistic regression", 3 * rows, 2, 2, 200_000, Linear) { StraightforwardModel = "lr", Peer = Predictor.OnnxRuntime },
        new("classes300", "300 classes, maximum entropy", rows / 5, 30, 300, 20_000, """{ "trainer": "lbfgsMaximumEntropy" }"""),
        .. TableShape.All.Select(shape => shape.OfKind('c').Count > 1 ? OfCategories(shape, rows) : OfNumbers(shape, rows)),
        new("onehot", "10 categorical columns again, 100 trees that split on one category at a time", rows, 0, 2, 200_000, Trees(100, 31))
        {
            Shape = TableShape.Of("categories"),
            StraightforwardModel = "trees-onehot",
        },
    ];

    /// <summary>The config of our training.</summary>
    public string Config(string table) =>
        $$"""
        { "task": "{{(Classes == 2 ? "binary" : "multiclass")}}",
          "data": { "train": "{{table}}", "label": { "column": "label"{{(Classes == 2 ? ", \"positive\": \"1\"" : "")}} }, {{Roles()}} },
          "model": {{Model}} }
        """;

    private string Roles()
    {
        if (Shape is null)
            return "\"numeric\": \"rest\"";
        (string Member, char Kind)[] roles = [("numeric", 'f'), ("categorical", 'c'), ("ignore", 't'), ("id", 'i')];
        return string.Join(", ", from role in roles
                                 let columns = Shape.OfKind(role.Kind)
                                 where columns.Count > 0
                                 select $"\"{role.Member}\": [{string.Join(", ", columns.Select(column => $"\"{column}\""))}]");
    }

    private static BenchmarkCase OfNumbers(TableShape shape, int rows) =>
        new(shape.Key, $"{shape.Name}, logistic regression", rows, 0, 2, 200_000, Linear)
        {
            Shape = shape,
            StraightforwardModel = "lr",
            Peer = Predictor.OnnxRuntime,
        };

    /// <summary>Trees whose splits take sets of categories: what ML.NET does by itself with so many rows, and YDF always.</summary>
    private static BenchmarkCase OfCategories(TableShape shape, int rows) =>
        new(shape.Key, $"{shape.Name}, 100 trees of 31 leaves", rows, 0, 2, 200_000, Trees(100, 31, "true"))
        {
            Shape = shape,
            StraightforwardModel = "trees",
            Peer = Predictor.Ydf,
        };

    private static string Trees(int trees, int leaves, string sets = "false") =>
        $$$"""
        { "trainer": "lightGbm", "options": { "numberOfIterations": {{{trees}}}, "numberOfLeaves": {{{leaves}}}, "learningRate": 0.1,
          "minimumExampleCountPerLeaf": 20, "handleMissingValue": false, "useCategoricalSplit": {{{sets}}}, "numberOfThreads": 2 } }
        """;
}
