using System.Reflection;
using Microsoft.ML;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Reference;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Configuration.Options;

internal sealed class TrainerFactsTests
{
    private static readonly Dictionary<TaskKind, string> demos =
        new() { [TaskKind.Binary] = "breast-cancer", [TaskKind.Multiclass] = "penguins", [TaskKind.Regression] = "concrete" };

    [Test]
    public void The_table_of_trainers_is_the_one_of_the_catalogue() => Snapshot.Match("docs/trainers.md", TrainerReference.Text());

    [Test]
    public void Linear_trainers_are_those_that_ML_NET_wants_features_of_one_size_for()
    {
        foreach (var trainer in TrainerCatalog.All.Where(trainer => trainer.NewOptions is not null))
        {
            var instance = Activator.CreateInstance(
                trainer.TrainerType, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null, [new MLContext(1), trainer.NewOptions!()],
                null)!;
            var info = (TrainerInfo)trainer.TrainerType.GetProperty("Info")!.GetValue(instance)!;
            Assert.That(trainer.IsLinear, Is.EqualTo(info.NeedNormalization), $"{trainer.Task} {trainer.Name}");
        }
    }

    [TestCaseSource(nameof(Trainers))]
    public void What_a_trainer_compiles_to_is_what_the_table_says(TaskKind task, string trainer)
    {
        var facts = TrainerFacts.All.Single(facts => facts.Trainer.Task == task && facts.Trainer.Name == trainer);
        var quick = facts.Members.Select(member => member.Name).FirstOrDefault(name => name is "numberOfIterations" or "numberOfTrees");
        var binary = facts.Trainer.IsOneVersusAll ? ", \"binary\": {\"trainer\": \"linearSvm\"}" : "";
        var fit = Fitted.Demo(demos[task], $"model={{\"trainer\": \"{trainer}\"{binary}, \"options\": {{{(quick is null ? "" : $"\"{quick}\": 5")}}}}}");

        var nodes = Nodes(ChainCompiler.Compile(fit.Fit.Model).Model).Distinct().ToList();

        Assert.That(nodes, Is.EqualTo([facts.CompiledTo == "that of model.binary" ? "dot product" : facts.CompiledTo]));
    }

    private static IEnumerable<TestCaseData> Trainers() => TrainerCatalog.All.Select(trainer => new TestCaseData(trainer.Task, trainer.Name));

    private static IEnumerable<string> Nodes(ModelNode model) => model switch
    {
        ModelNode.Binary binary => Of(binary.Score),
        ModelNode.Regression regression => Of(regression.Score),
        ModelNode.SoftMax softMax => softMax.Scores.SelectMany(Of),
        ModelNode.PlainSoftMax softMax => softMax.Scores.SelectMany(Of),
        ModelNode.OneVersusAll all => all.Classes.SelectMany(one => Of(one.Score)),
        ModelNode.NaiveBayes => ["sums of logarithms"],
        _ => [model.GetType().Name],
    };

    private static IEnumerable<string> Of(ScoreNode score) => score switch
    {
        ScoreNode.Dot => ["dot product"],
        ScoreNode.TreeEnsemble => ["trees"],
        ScoreNode.Gam => ["shapes"],
        ScoreNode.Exponential exponential => Of(exponential.Logarithm),
        _ => [score.GetType().Name],
    };
}
