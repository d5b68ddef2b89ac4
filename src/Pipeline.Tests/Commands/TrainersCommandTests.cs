using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Configuration.Options;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class TrainersCommandTests
{
    [Test]
    public void Trainers_lists_all_of_the_catalogue()
    {
        var text = Support.Program.Run("trainers");
        var json = JsonNode.Parse(Support.Program.Run("trainers", "--json").Out)!["trainers"]!.AsArray();

        Assert.That((text.Code, text.Error), Is.EqualTo((0, "")));
        Assert.That(text.Out.Split('\n').Skip(1).SkipLast(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]),
            Is.EqualTo(TrainerCatalog.All.Select(trainer => trainer.Name)));
        Assert.That(json.Select(trainer => (string?)trainer!["trainer"]), Is.EqualTo(TrainerCatalog.All.Select(trainer => trainer.Name)));
        Assert.That(json.All(trainer => trainer!["options"] is null));
    }

    [Test]
    public void A_named_one_shows_its_options_with_their_defaults_for_each_of_its_tasks()
    {
        var json = JsonNode.Parse(Support.Program.Run("trainers", "lightGbm", "--json").Out)!["trainers"]!.AsArray();
        var text = Support.Program.Run("trainers", "lightGbm", "--task", "binary").Out;

        Assert.That(json.Select(trainer => (string?)trainer!["task"]), Is.EqualTo(["binary", "multiclass", "regression"]));
        var options = json[0]!["options"]!.AsArray();
        Assert.That(options.Select(option => (string?)option!["name"]), Is.EqualTo(
            OptionMembers.Of(TrainerCatalog.Find(Pipeline.Model.TaskKind.Binary, "lightGbm")!).Select(member => member.Name)));
        Assert.That((int)options.Single(option => (string?)option!["name"] == "numberOfLeaves")!["default"]!, Is.EqualTo(31));
        Assert.That(text, Does.Match(@"(?m)^  numberOfLeaves +31 +a whole number").And.Contain("booster of type dart").And.Not.Contain("multiclass"));
    }

    [TestCase("'xgboost' is most nearly lightGbm here (boosted trees).", "trainers", "xgboost")]
    [TestCase("'random_forest' is fastForest here.", "trainers", "random_forest", "--task", "regression")]
    [TestCase("'classification' is binary or multiclass here.", "trainers", "--task", "classification")]
    [TestCase("Did you mean 'sdca'?", "trainers", "scda")]
    public void A_name_that_is_none_is_told_the_nearest_one(string remedy, params string[] words)
    {
        var run = Support.Program.Run(words);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(remedy));
    }

    [Test]
    public void Words_of_other_programs_lead_to_the_command_and_the_option()
    {
        Assert.That(Support.Program.Run("predict").Error, Does.Contain("'predict' is score here."));
        Assert.That(Support.Program.Run("score", "m.zip", "x.csv", "--delimiter", ";").Error, Does.Contain("'--delimiter' is --separator here."));
    }
}
