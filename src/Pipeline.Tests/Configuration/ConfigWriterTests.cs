using System.Text.Json.Nodes;
using CsCheck;
using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;

namespace Pipeline.Tests.Configuration;

internal sealed class ConfigWriterTests
{
    private static IEnumerable<TestCaseData> Trainers() =>
        from trainer in TrainerCatalog.All
        from binary in trainer.IsOneVersusAll ? TrainerCatalog.For(TaskKind.Binary).Select(inner => inner.Name) : [""]
        select new TestCaseData(trainer, binary).SetArgDisplayNames($"{trainer.Task} {trainer.Name} {binary}".Trim());

    [TestCaseSource(nameof(Trainers))]
    public void Effective_config_reads_back_as_itself(TrainerEntry trainer, string binary)
    {
        using var folder = new ConfigFolder();
        var text = trainer.Task switch
        {
            TaskKind.Binary => ConfigFolder.With(("model.trainer", $"\"{trainer.Name}\"")),
            TaskKind.Multiclass => ConfigFolder.Multiclass(("model.trainer", $"\"{trainer.Name}\"")),
            _ => ConfigFolder.Regression(("model.trainer", $"\"{trainer.Name}\"")),
        };
        if (binary.Length > 0)
            text = ConfigFolder.With(text, ("model.binary", $$"""{"trainer": "{{binary}}"}"""));

        var written = ConfigWriter.Write(folder.Read(text));
        var again = ConfigWriter.Write(ConfigReader.FromJson(JsonNode.Parse(written.ToJsonString())!.AsObject(), "manifest"));

        Assert.That(again.ToJsonString(), Is.EqualTo(written.ToJsonString()));
        Assert.That(folder.Problems(written.ToJsonString()), Is.Empty, "it is a config file too");
    }

    [Test]
    public void Every_setting_survives_the_round_trip()
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.With(
            ("seed", "-3"), ("data.test", "[\"test.csv\", \"more/*.csv\"]"), ("data.id", "[\"k\"]"), ("data.ignore", "\"z*\""),
            ("data.missing", "[\"NA\", \"?\"]"),
            ("data.separator", "\"\\t\""), ("data.weight", "\"w\""), ("data.asDouble", "[\"a\"]"), ("data.asSingle", "[\"b\"]"),
            ("impute.numeric", "\"constant\""), ("impute.numericValue", "-1.5"), ("impute.categorical", "\"constant\""), ("impute.categoricalValue", "\"?\""),
            ("impute.columns", """{"b": {"numeric": "constant", "numericValue": 0.1}, "a": {"numeric": "mode"}}"""), ("impute.indicators", "[\"a\"]"),
            ("normalize", """{"method": "robustScaling", "scope": "features", "centerData": false, "quantileMin": 5, "quantileMax": 95}"""),
            ("scoring.threshold", """{"precision": 0.75}"""),
            ("gates.metrics", """[{"metric": "auc", "minimum": 0.5}, {"metric": "baseRate", "maximum": 0.7}]"""));
        var written = ConfigWriter.Write(folder.Read(text));

        foreach (var (name, value) in JsonNode.Parse(text)!.AsObject().SelectMany(Leaves))
            Assert.That(At(written, name)?.ToJsonString(), Is.EqualTo(value), name);
        Assert.That(ConfigWriter.Write(ConfigReader.FromJson(written, "manifest")).ToJsonString(), Is.EqualTo(written.ToJsonString()));
    }

    [Test]
    public void Members_that_do_not_apply_are_null()
    {
        using var folder = new ConfigFolder();
        var written = ConfigWriter.Write(folder.Read(ConfigFolder.Regression(("data.test", "\"test.csv\""), ("normalize.method", "\"none\""))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(written["split"]!.ToJsonString(),
                Is.EqualTo("""{"by":"rows","key":[],"column":null,"testFraction":null,"validation":null,"gap":null}"""));
            Assert.That(written["scoring"], Is.Null);
            Assert.That(written["normalize"]!.ToJsonString(),
                Is.EqualTo("""{"method":"none","scope":null,"fixZero":null,"centerData":null,"quantileMin":null,"quantileMax":null}"""));
            Assert.That(written.Select(member => member.Key),
                Is.EqualTo(new[] { "task", "seed", "data", "split", "impute", "normalize", "model", "scoring", "gates" }));
        }
    }

    [Test]
    public void A_config_made_in_code_is_completed()
    {
        var config = new RunConfig
        {
            Task = TaskKind.Regression,
            Data = new DataConfig { Train = ["x.csv"], Label = new LabelConfig { Column = "y" }, Numeric = ColumnSet.TheRest },
            Model = new ModelConfig { Trainer = "gam" },
        };

        Assert.That(ConfigWriter.Write(config)["model"]!["options"]!.AsObject(), Has.Count.GreaterThan(8));
    }

    [Test]
    public void Any_number_survives_the_round_trip() =>
        Gen.Select(Gen.Double[-1e300, 1e300], Gen.Float[0, 1e30f], Gen.Int).Sample((value, single, seed) =>
        {
            var json = ConfigWriter.Write(new RunConfig
            {
                Task = TaskKind.Regression,
                Seed = seed,
                Data = new DataConfig { Train = ["x.csv"], Label = new LabelConfig { Column = "y" }, Numeric = ColumnSet.TheRest },
                Impute = new ImputeConfig { Numeric = NumericImpute.Constant, NumericValue = value },
                Model = new ModelConfig { Trainer = "lbfgsPoisson", Options = new JsonObject { ["l2Regularization"] = single } },
            });
            var config = ConfigReader.FromJson(JsonNode.Parse(json.ToJsonString())!.AsObject(), "manifest");
            return config.Seed == seed && config.Impute.NumericValue.Equals(value) && ((float)config.Model.Options["l2Regularization"]!).Equals(single);
        }, iter: 500);

    private static IEnumerable<(string Name, string Value)> Leaves(KeyValuePair<string, JsonNode?> member) => member.Value switch
    {
        JsonObject { Count: > 0 } inner when member.Key is not ("columns" or "threshold" or "normalize") =>
            inner.SelectMany(Leaves).Select(leaf => ($"{member.Key}.{leaf.Name}", leaf.Value)),
        JsonValue when member.Key is "train" or "ignore" => [(member.Key, $"[{member.Value!.ToJsonString()}]")],
        _ when member.Key is "columns" or "normalize" or "metrics" => [],
        _ => [(member.Key, member.Value!.ToJsonString())],
    };

    private static JsonNode? At(JsonNode root, string path) => path.Split('.').Aggregate((JsonNode?)root, (node, name) => node?[name]);
}
