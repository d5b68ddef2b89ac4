using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Configuration.Reference;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Configuration.Reference;

internal sealed class ConfigSchemaTests
{
    private static readonly SchemaValidator schema = new(ConfigSchema.Create());

    [Test]
    public void Schema_file_is_the_one_of_the_records() => Snapshot.Match("configs/pipeline.schema.json", ConfigSchema.Text());

    [Test]
    public void Reference_is_the_one_of_the_records() => Snapshot.Match("docs/config.md", ConfigReference.Text());

    [TestCase("churn", TaskKind.Binary)]
    [TestCase("penguins", TaskKind.Multiclass)]
    [TestCase("concrete", TaskKind.Regression)]
    [TestCase("breast-cancer", TaskKind.Binary)]
    public void Demo_config_is_sound(string name, TaskKind task)
    {
        var path = Path.Combine(Repository.Root, "configs", $"{name}.jsonc");
        var config = ConfigReader.Read(path);
        var json =
            JsonNode.Parse(File.ReadAllText(path), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Task, Is.EqualTo(task));
            Assert.That((string?)json!["$schema"], Is.EqualTo("./pipeline.schema.json"));
            Assert.That(schema.Errors(json), Is.Empty);
            Assert.That(schema.Errors(ConfigWriter.Write(config)), Is.Empty, "the effective config too");
        }
    }

    [TestCase("data.trian", "\"x\"")]
    [TestCase("seed", "1.5")]
    [TestCase("task", "\"ranking\"")]
    [TestCase("model.trainer", "\"naiveBayes\"")]
    [TestCase("model.options.numberOfLeafs", "3")]
    [TestCase("model.options.numberOfLeaves", "1")]
    [TestCase("model.options.booster", "\"drt\"")]
    [TestCase("split.testFraction", "1")]
    [TestCase("scoring.threshold", "2")]
    [TestCase("data.label", "{\"column\": \"y\"}")]
    [TestCase("data.separator", "\"\\n\"")]
    [TestCase("data.train", "[]")]
    [TestCase("normalize.quantileMin", "101")]
    public void Schema_and_reader_refuse_the_same(string path, string json)
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.With((path, json));

        Assert.That(schema.Errors(JsonNode.Parse(ConfigFolder.Binary)), Is.Empty);
        Assert.That(schema.Errors(JsonNode.Parse(text)), Is.Not.Empty);
        Assert.That(folder.Problems(text), Is.Not.Empty);
    }

    [Test]
    public void Schema_takes_the_effective_config_of_every_trainer()
    {
        foreach (var trainer in TrainerCatalog.All)
        {
            var config = new RunConfig
            {
                Task = trainer.Task,
                Data = new DataConfig
                {
                    Train = ["x.csv"],
                    Numeric = ColumnSet.TheRest,
                    Label = new LabelConfig { Column = "y", Positive = trainer.Task == TaskKind.Binary ? "1" : null },
                },
                Model = new ModelConfig { Trainer = trainer.Name, Binary = trainer.IsOneVersusAll ? new ModelConfig { Trainer = "linearSvm" } : null },
            };
            Assert.That(schema.Errors(ConfigWriter.Write(config)), Is.Empty, trainer.Name);
        }
    }

    [Test]
    public void Options_of_the_binary_trainer_are_in_the_schema()
    {
        var text = ConfigFolder.Multiclass(("model", """{"trainer": "oneVersusAll", "binary": {"trainer": "linearSvm", "options": {"lambda": 0.1}}}"""));

        Assert.That(schema.Errors(JsonNode.Parse(text)), Is.Empty);
        Assert.That(schema.Errors(JsonNode.Parse(text.Replace("lambda", "lamda", StringComparison.Ordinal))), Is.Not.Empty);
    }
}
