namespace Pipeline.Tests.Stock;

/// <summary>A model to train: its table, its model and whatever else differs from the defaults, as members of the config.</summary>
internal sealed record StockCase(string Name, string Table, string Model, string Rest)
{
    /// <summary>Further members of <c>data</c>.</summary>
    public string Data { get; init; } = "";

    /// <summary>The config, on the table of the same name beside it.</summary>
    public string Config => Table switch
    {
        "churn" => Of("binary", "\"column\": \"churn\", \"positive\": \"Yes\"",
            "\"numeric\": [\"tenure\", \"*_charges\", \"serial\"], \"categorical\": \"rest\""),
        "penguins" => Of("multiclass", "\"column\": \"species\"", "\"numeric\": \"rest\", \"categorical\": [\"island\", \"sex\", \"colour\"]"),
        _ => Of("regression", "\"column\": \"compressive_strength\"", "\"numeric\": \"rest\", \"categorical\": \"colour\""),
    };

    private string Of(string task, string label, string columns) =>
        $$"""
        { "task": "{{task}}",
          "data": { "train": "{{Table}}.csv", "missing": "NA", "label": { {{label}} }, {{columns}}{{(Data.Length > 0 ? ", " : "")}}{{Data}} },
          "model": { {{Model}} }{{(Rest.Length > 0 ? ", " : "")}}{{Rest}} }
        """;
}

/// <summary>Every trainer, every way to impute, every normalizer and both of its scopes, each at least once.</summary>
internal static class StockCases
{
    private const string Few = "\"options\": { \"numberOfTrees\": 8 }";
    private const string Passes = "\"options\": { \"maximumNumberOfIterations\": 5 }";
    private const string Rounds = "\"options\": { \"numberOfIterations\": 8 }";

    public static IReadOnlyList<StockCase> All { get; } =
    [
        Binary("lbfgsLogisticRegression", "", "\"scoring\": { \"threshold\": 0.3 }"),
        Binary("sdcaLogisticRegression", Passes, "\"impute\": { \"numeric\": \"median\", \"categorical\": \"mode\", \"indicators\": \"*\" }"),
        Binary("averagedPerceptron", "", "\"impute\": { \"numeric\": \"mode\", \"categorical\": \"constant\" }, \"scoring\": { \"threshold\": \"f1\" }"),
        Binary("averagedPerceptron", "\"calibrator\": \"isotonic\"", "\"scoring\": { \"threshold\": \"youden\" }"),
        Binary("linearSvm", "", "\"normalize\": { \"method\": \"minMax\", \"scope\": \"features\" }, \"scoring\": { \"threshold\": { \"recall\": 0.7 } }"),
        Binary("linearSvm", "\"calibrator\": \"isotonic\"",
            "\"normalize\": { \"method\": \"robustScaling\" }, \"scoring\": { \"threshold\": { \"precision\": 0.5 } }"),
        Binary("sgdCalibrated", Rounds, "\"impute\": { \"numeric\": \"constant\", \"numericValue\": -0.1, \"indicators\": \"total_charges\" }"),
        Binary("fastTree", Few, "\"normalize\": { \"method\": \"logMeanVariance\" }, \"scoring\": { \"threshold\": 0.123456789 }"),
        Binary("fastForest", Few, "\"normalize\": { \"method\": \"meanVariance\", \"fixZero\": true }", "\"asSingle\": \"serial\""),
        Binary("fastForest", $"{Few}, \"calibrator\": \"isotonic\"", "\"scoring\": { \"threshold\": 0.25 }"),
        Binary("lightGbm", Rounds, "\"scoring\": { \"threshold\": \"f1\" }, \"normalize\": { \"scope\": \"features\" }"),
        Binary("gam", Rounds, "\"scoring\": { \"threshold\": 0.0001 }"),
        Binary("fastTree", Few, "\"normalize\": { \"method\": \"none\" }, \"scoring\": { \"threshold\": 1 }", "\"asSingle\": \"serial\""),

        Multiclass("lbfgsMaximumEntropy", ""),
        Multiclass("sdcaMaximumEntropy", Passes, "\"impute\": { \"numeric\": \"median\", \"indicators\": \"body_mass_g\" }"),
        Multiclass("lightGbm", Rounds, "\"normalize\": { \"method\": \"minMax\", \"fixZero\": true }", "\"asSingle\": \"serial\""),
        Multiclass("naiveBayes", "", "\"normalize\": { \"scope\": \"features\", \"method\": \"robustScaling\", \"centerData\": false }",
            "\"asSingle\": \"serial\""),
        Multiclass("oneVersusAll", $"\"binary\": {{ \"trainer\": \"lightGbm\", {Rounds} }}", "\"impute\": { \"categorical\": \"mode\" }"),
        Multiclass("oneVersusAll", "\"binary\": { \"trainer\": \"averagedPerceptron\" }"),
        Multiclass("oneVersusAll", "\"binary\": { \"trainer\": \"linearSvm\" }"),

        Regression("sdca", Passes),
        Regression("onlineGradientDescent", "", "\"impute\": { \"columns\": { \"age\": { \"numeric\": \"mode\" }, \"serial\": { \"numeric\": \"median\" } } }"),
        Regression("lbfgsPoisson", "", "\"normalize\": { \"scope\": \"features\", \"method\": \"logMeanVariance\" }"),
        Regression("fastTree", Few, "\"impute\": { \"categorical\": \"constant\", \"categoricalValue\": \"\\\"ü\\\\\" }"),
        Regression("fastForest", Few, "\"normalize\": { \"method\": \"robustScaling\", \"quantileMin\": 5, \"quantileMax\": 95 }"),
        Regression("fastTreeTweedie", Few, "\"impute\": { \"numeric\": \"median\", \"indicators\": [\"age\", \"serial\"] }"),
        Regression("lightGbm", Rounds),
        Regression("gam", Rounds, "\"normalize\": { \"method\": \"minMax\" }"),
    ];

    private static StockCase Binary(string trainer, string options, string rest = "", string data = "") =>
        Case("churn", trainer, options, rest) with { Data = data };

    private static StockCase Multiclass(string trainer, string options, string rest = "", string data = "") =>
        Case("penguins", trainer, options, rest) with { Data = data };

    private static StockCase Regression(string trainer, string options, string rest = "") => Case("concrete", trainer, options, rest);

    private static StockCase Case(string table, string trainer, string options, string rest)
    {
        var model = options.Length == 0 ? $"\"trainer\": \"{trainer}\"" : $"\"trainer\": \"{trainer}\", {options}";
        return new StockCase($"{table} {model} {rest}".Replace("\"", "", StringComparison.Ordinal).Trim(), table, model, rest);
    }
}
