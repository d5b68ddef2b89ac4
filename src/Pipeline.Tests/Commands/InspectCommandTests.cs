using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class InspectCommandTests
{
    [TestCaseSource(typeof(Demo), nameof(Demo.Names))]
    public void Inspect_shows_every_member_of_the_config_defaults_included(string name)
    {
        var text = Support.Program.Run("inspect", Demo.Zip(name), "--config").Out;
        var schema = JsonNode.Parse(Repository.Read("configs/pipeline.schema.json"))!;
        var start = text.IndexOf("\neffective config\n", StringComparison.Ordinal) + "\neffective config\n".Length;
        var config = JsonNode.Parse(text[start..(text.IndexOf("\n}\n", start, StringComparison.Ordinal) + 3)])!.AsObject();

        Assert.That(Names(config), Is.EquivalentTo(Names(schema["properties"]!.AsObject()).Where(key => key != "$schema")));
        foreach (var key in (string[])["data", "split", "impute", "normalize", "gates"])
            Assert.That(Names(config[key]!.AsObject()), Is.EquivalentTo(Names(schema["$defs"]![key]!["properties"]!.AsObject())), key);
        Assert.That(config["model"]!["options"]!.AsObject(), Has.Count.GreaterThan(5));

        static IEnumerable<string> Names(JsonObject members) => members.Select(member => member.Key);
    }

    [Test]
    public void The_figures_come_first_and_the_config_only_where_it_is_asked_for()
    {
        var text = Support.Program.Run("inspect", Demo.Zip("churn")).Out;
        int[] order = [.. new[] { "trained on", "metric ", "column ", "made by" }.Select(start => text.IndexOf("\n" + start, StringComparison.Ordinal))];

        Assert.That(order, Is.Ordered.And.All.Positive);
        Assert.That(text, Does.Not.Contain("effective config"));
    }

    [Test]
    public void Inspect_shows_columns_their_types_the_threshold_files_and_versions()
    {
        using var scratch = new Scratch();
        var lines = File.ReadAllLines(Demo.Data("churn"));
        var data = scratch.Write("stamped.csv", string.Join('\n', lines.Select((line, i) => line + (i == 0 ? ",seen" : $",{1_700_000_000 + i}"))) + "\n");
        var train = Support.Program.Run("train", Demo.Config("churn"), "--out", scratch.At("run"), "--set", $"data.train={data}",
            "--set", "data.numeric=[\"tenure\",\"monthly_charges\",\"total_charges\",\"seen\"]", "--set", "gates.metrics=[]", "--set", "scoring.threshold=0.4");

        var text = Support.Program.Run("inspect", scratch.At("run/model.zip")).Out;

        Assert.That(train.Code, Is.Zero, train.Error);
        Assert.That(train.Out, Does.Contain("Carried as Double through the normalizer: 'seen'."));
        Assert.That(text, Does.Match(@"(?m)^seen +Double +5,634 ").And.Match(@"(?m)^tenure +Single ").And.Match(@"(?m)^contract +3 categories "));
        Assert.That(text, Does.Contain("threshold   'Yes' where Probability ≥ 0.4 (stated)\n").And.Contain("of stamped.csv\n").And.Contain(
            "made by     Pipeline 0.1.0, .NET 10."));
        Assert.That(text, Does.Contain("Microsoft.ML 5.0.1").And.Contain("thread(s)").And.Contain("(every entry verified)"));
    }
}
