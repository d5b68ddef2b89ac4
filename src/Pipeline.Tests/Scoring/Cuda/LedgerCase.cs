using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>A model whose cost on CUDA is counted.</summary>
/// <param name="Table">The demo table: churn and penguins have numbers and categories, concrete and breast-cancer numbers alone;
/// ages is concrete with its age as a category.</param>
/// <param name="Trainer">The trainer's name in a config, or what it is wrapped in.</param>
/// <param name="Model">The member model of the config.</param>
/// <param name="Precision">How it computes.</param>
internal sealed record LedgerCase(string Table, string Trainer, string Model, Precision Precision)
{
    // What has nothing to gain from fast is the same graph in both.
    private static readonly string[] linear =
        ["lbfgsLogisticRegression", "sdcaLogisticRegression", "averagedPerceptron", "linearSvm", "sgdCalibrated", "lbfgsMaximumEntropy", "sdcaMaximumEntropy",
            "sdca", "onlineGradientDescent", "lbfgsPoisson"];

    private const string Ages = "ages";

    private static readonly string[] regression =
        ["sdca", "onlineGradientDescent", "lbfgsPoisson", "fastTree", "fastForest", "fastTreeTweedie", "lightGbm", "gam"];

    private static readonly (string Table, string[] Trainers)[] tables =
    [
        ("churn",
            ["lbfgsLogisticRegression", "sdcaLogisticRegression", "averagedPerceptron", "linearSvm", "sgdCalibrated", "fastTree", "fastForest", "lightGbm",
                "gam"]),
        ("breast-cancer", ["lbfgsLogisticRegression", "lightGbm"]),
        ("penguins", ["lbfgsMaximumEntropy", "sdcaMaximumEntropy", "lightGbm", "naiveBayes"]),
        ("concrete", regression),
        (Ages, regression),
    ];

    /// <summary>The classifier for which others say what their graphs cost.</summary>
    public static LedgerCase Published { get; } =
        new(MadeUpTable.Name, "lightGbm, 31 leaves", """{"trainer":"lightGbm","options":{"numberOfIterations":100,"numberOfLeaves":31}}""", Precision.Exact);

    /// <summary>Every trainer, in every precision.</summary>
    public static IReadOnlyList<LedgerCase> All { get; } =
    [
        .. from precision in Enum.GetValues<Precision>()
           from table in tables
           from trainer in table.Trainers
           where precision == Precision.Exact || linear.Contains(trainer)
           // Rounds of boosting make no graph larger, and take a minute.
           let options = trainer == "gam" ? ""","options":{"numberOfIterations":100}""" : ""
           select new LedgerCase(table.Table, trainer, $$"""{"trainer":"{{trainer}}"{{options}}}""", precision),
        .. from precision in Enum.GetValues<Precision>()
           from trainer in (string[])["lbfgsLogisticRegression", "fastTree"]
           where precision == Precision.Exact || linear.Contains(trainer)
           select new LedgerCase("penguins", $"oneVersusAll of {trainer}", $$$"""{"trainer":"oneVersusAll","binary":{"trainer":"{{{trainer}}}"}}""", precision),
        new LedgerCase("churn", "fastForest, isotonic", """{"trainer":"fastForest","calibrator":"isotonic"}""", Precision.Exact),
        Published,
    ];

    /// <summary>Fits the model.</summary>
    public Fitted Fit() => Table switch
    {
        MadeUpTable.Name => MadeUpTable.Fit(Model),
        Ages => Fitted.SharedDemo("concrete", """data.categorical=["age"]""", $"model={Model}"),
        _ => Fitted.SharedDemo(Table, $"model={Model}"),
    };

    /// <summary>A name that no other case has.</summary>
    public override string ToString() => $"{Table}, {Trainer}, {Precision.ToString().ToLowerInvariant()}";
}
