using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Fuzz.Configs;

/// <summary>Puts into a config what nobody expects there.</summary>
internal static class ConfigEdits
{
    /// <summary>Stands for half a surrogate pair, which no text of .NET's JSON can hold.</summary>
    private const string Half = "@half@";

    private static readonly string[] values =
    [
        "null", "true", "0", "-1", "0.5", "1e999", "-0", "99", "\"\"", "\"rest\"", "\"none\"", "\"constant\"", "\"a\"", "\"y\"", "\"key\"", "\"c\"",
        "\"nosuch\"", "\"multiclass\"",
        "\"regression\"", "\"group\"", "\"time\"", "\"f1\"", "[]", "[null]", "[1]", "[\"a\"]", "[\"a\", \"a\"]", "[{}]", "[[]]", "{}",
        "{\"a\": null}", "{\"precision\": 0.5}", "\"\\u0000\"", "\"table.csv\\u0000\"",
        $"\"{Half}\"", "\"\\ud83d\\udca9\"", "\"\\u202etxt\"", "\"\\u001b[31m\"", "\"line\\nbreak\"", "\"../table.csv\"", "\"*.csv\"", "\".\"",
        "\"table.csv/\"", "{\"numeric\": [\"NA\"]}", "{\"a\": {\"decimal\": \",\"}}",
    ];

    private static readonly string[] trainers =
    [
        "lbfgsLogisticRegression", "lbfgsMaximumEntropy", "lbfgsPoissonRegression", "sdcaLogisticRegression", "sdcaNonCalibrated",
        "averagedPerceptron", "linearSvm", "sgdCalibrated", "sgdNonCalibrated",
        "symbolicSgdLogisticRegression", "fastTree", "fastForest", "fastTreeTweedie", "gam", "lightGbm", "naiveBayes", "oneVersusAll", "ols",
        "onlineGradientDescent", "ldSvm", "prior", "random_forest",
    ];

    private static readonly string[] members =
    [
        "task", "seed", "data.train", "data.test", "data.label.column", "data.label.positive", "data.id", "data.numeric", "data.categorical",
        "data.ignore", "data.weight", "data.missing", "data.separator",
        "data.decimal", "data.numbers", "data.trim", "data.encoding", "data.skipLines", "data.comment", "data.names", "data.asDouble",
        "data.asSingle", "data.allowDistinct", "split.by", "split.testFraction",
        "split.column", "split.gap", "split.validation", "impute.numeric", "impute.categorical", "impute.indicators", "impute.columns.a",
        "normalize.type", "normalize", "model.trainer", "model.options",
        "model.options.l1Regularization", "model.options.numberOfLeaves", "model.options.learningRate", "model.options.maximumNumberOfIterations",
        "model.options.optimizationTolerance",
        "model.options.stochasticGradientDescentInitilaizationTolerance", "model.earlyStopping", "scoring.threshold", "scoring.fitOn",
        "scoring.calibrate", "gates.metrics", "gates.metrics[0].minimum",
        "gates.baseline.path", "gates.baseline", "nosuch", "data", "model", "$schema", "",
    ];

    /// <summary>A config with some members replaced, added or taken away.</summary>
    public static string Replaced(Chance chance, string config)
    {
        var root = JsonNode.Parse(config)!.AsObject();
        for (var i = chance.Between(1, 3); i > 0; i--)
        {
            var owners = Objects(root).ToList();
            var owner = chance.Of(owners);
            var name = owner.Count > 0 && !chance.OneIn(3) ? chance.Of([.. owner.Select(member => member.Key)]) : chance.Of(members).Split('.')[^1];
            if (chance.OneIn(6))
                owner.Remove(name);
            else
                owner[name] = JsonNode.Parse(name == "trainer" && !chance.OneIn(5) ? $"\"{chance.Of(trainers)}\"" : chance.Of(values));
        }
        var text = root.ToJsonString(new JsonSerializerOptions { WriteIndented = chance.OneIn(2) }).Replace(Half, "\\ud800", StringComparison.Ordinal);
        return chance.OneIn(4) ? "// " + chance.Of("", "é", "\u202e") + "\n" + text : text;
    }

    /// <summary>A value of --set.</summary>
    public static string Set(Chance chance)
    {
        var value = chance.Of(values).Replace(Half, "\\ud800", StringComparison.Ordinal);
        if (chance.OneIn(3))
            value = value.Trim('"');
        var path = chance.Of(members) + (chance.OneIn(10) ? chance.Of("[0]", "[-1]", "[x", ".", "[99]", "]", "..a") : "");
        var set = path + (chance.OneIn(12) ? "" : "=") + (chance.OneIn(5) ? $"\"{chance.Of(trainers)}\"" : value);
        return chance.OneIn(10) ? set + chance.Of("\n", "\u0007", "\u202e", "=", new string('x', 3000)) : set;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Objects(member.Value)).Prepend(json),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
