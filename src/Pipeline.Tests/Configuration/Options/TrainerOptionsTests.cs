using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using NUnit.Framework;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Configuration.Options;

internal sealed class TrainerOptionsTests
{
    private static IEnumerable<TestCaseData> Trainers() =>
        TrainerCatalog.All.Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    [TestCaseSource(nameof(Trainers))]
    public void Defaults_are_those_of_ML_NET_but_for_threads_seeds_and_what_is_stated(TrainerEntry trainer)
    {
        var bound = TrainerOptions.Bind(trainer, [], 42);

        if (trainer.NewOptions is null)
        {
            Assert.That((bound.Instance, bound.Complete.Count), Is.EqualTo(((object?)null, 0)));
            return;
        }
        var fresh = trainer.NewOptions();
        foreach (var field in fresh.GetType().GetFields())
        {
            var expected = (trainer.Name, field.Name) switch
            {
                ("lightGbm" or "fastTree" or "fastTreeTweedie", "NumberOfThreads") => null,
                ("lbfgsLogisticRegression" or "lbfgsMaximumEntropy" or "lbfgsPoisson", "NumberOfThreads") => null,
                (_, "NumberOfThreads") => 1,
                ("lightGbm", "Deterministic" or "ForceColumnWise") => true,
                (_, "Seed" or "FeatureSelectionSeed") => 42,
                ("lightGbm", "LearningRate") => 0.1,
                ("lightGbm", "NumberOfLeaves") => 31,
                ("lightGbm", "MinimumExampleCountPerLeaf") => 20,
                ("lightGbm", "UseSoftmax" or "UseCategoricalSplit") => false,
                ("lbfgsLogisticRegression" or "lbfgsMaximumEntropy" or "lbfgsPoisson", "L1Regularization") => 0,
                _ => field.GetValue(fresh),
            };
            Assert.That(field.GetValue(bound.Instance), Is.EqualTo(expected), field.Name);
        }
    }

    [TestCaseSource(nameof(Trainers))]
    public void Complete_options_bind_to_themselves_whatever_the_seed(TrainerEntry trainer)
    {
        var complete = TrainerOptions.Bind(trainer, [], 5).Complete;
        var again = TrainerOptions.Bind(trainer, JsonNode.Parse(complete.ToJsonString())!.AsObject(), 6).Complete;

        Assert.That(again.ToJsonString(), Is.EqualTo(complete.ToJsonString()));
        Assert.That(complete.Select(option => option.Key), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Options_of_every_type_reach_ML_NET()
    {
        var trees = (FastTreeRegressionTrainer.Options)Bind(
            TaskKind.Regression, "fastTree",
            """{"numberOfLeaves": 7, "learningRate": 0.25, "bundling": "adjacent", "categoricalSplit": true, "numberOfThreads": 2}""").Instance!;
        var sdca = (SdcaRegressionTrainer.Options)Bind(
            TaskKind.Regression, "sdca", """{"l2Regularization": 0.1, "maximumNumberOfIterations": 9, "lossFunction": "squared"}""").Instance!;
        var perceptron = (AveragedPerceptronTrainer.Options)Bind(
            TaskKind.Binary, "averagedPerceptron", """{"resetWeightsAfterXExamples": 5000000000}""").Instance!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((trees.NumberOfLeaves, trees.LearningRate, trees.Bundling, trees.CategoricalSplit, trees.NumberOfThreads),
                Is.EqualTo((7, 0.25, Bundle.Adjacent, true, (int?)2)));
            Assert.That((sdca.L2Regularization, sdca.MaximumNumberOfIterations), Is.EqualTo(((float?)0.1f, (int?)9)));
            Assert.That(perceptron.ResetWeightsAfterXExamples, Is.EqualTo(5_000_000_000));
        }
    }

    [TestCase("\"hinge\"", typeof(HingeLoss))]
    [TestCase("\"log\"", typeof(LogLoss))]
    [TestCase("{\"type\": \"smoothedHinge\", \"smoothingConstant\": 0.5}", typeof(SmoothedHingeLoss))]
    [TestCase("{\"type\": \"exp\"}", typeof(ExpLoss))]
    public void Loss_function_is_chosen_by_type(string loss, Type type)
    {
        var bound = Bind(TaskKind.Binary, "averagedPerceptron", $$"""{"lossFunction": {{loss}}}""");

        Assert.That(((AveragedPerceptronTrainer.Options)bound.Instance!).LossFunction, Is.TypeOf(type));
    }

    [Test]
    public void Loss_functions_of_regression_are_chosen_by_type()
    {
        var bound = Bind(TaskKind.Regression, "onlineGradientDescent", """{"lossFunction": {"type": "tweedie", "index": 1.2}}""");

        Assert.That(((OnlineGradientDescentTrainer.Options)bound.Instance!).LossFunction, Is.TypeOf<TweedieLoss>());
        Assert.That(bound.Complete["lossFunction"]!.ToJsonString(), Is.EqualTo("""{"type":"tweedie","index":1.2}"""));
    }

    [Test]
    public void Booster_is_chosen_by_type_with_its_own_options()
    {
        var bound = Bind(TaskKind.Multiclass, "lightGbm", """{"booster": {"type": "dart", "treeDropFraction": 0.2, "featureFraction": 0.5}}""");
        var booster = ((LightGbmMulticlassTrainer.Options)bound.Instance!).Booster;

        Assert.That(booster, Is.TypeOf<DartBooster.Options>());
        Assert.That((((DartBooster.Options)booster).TreeDropFraction, booster.FeatureFraction), Is.EqualTo((0.2, 0.5)));
        Assert.That((double)bound.Complete["booster"]!["skipDropFraction"]!, Is.EqualTo(0.5), "defaults are visible");
    }

    [TestCase("""{"booster": "drt"}""", "$.booster", "Did you mean 'dart'?")]
    [TestCase("""{"booster": {"type": "goss", "treeDropFraction": 0.2}}""", "$.booster.treeDropFraction", "")]
    [TestCase("""{"booster": {"treeDropFraction": 0.2}}""", "$.booster.type", "")]
    [TestCase("""{"booster": {"type": "goss", "topRate": 2}}""", "$.booster.topRate", "")]
    [TestCase("""{"numberOfLeaves": 1}""", "$.numberOfLeaves", "")]
    [TestCase("""{"numberOfLeaves": "many"}""", "$.numberOfLeaves", "")]
    [TestCase("""{"evaluationMetric": "auc"}""", "$.evaluationMetric", "")]
    [TestCase("""{"labelColumnName": "y"}""", "$.labelColumnName", "Columns are named in data.")]
    [TestCase("""{"verbose": true}""", "$.verbose", "not the model")]
    public void Wrong_option_is_named(string options, string where, string remedy)
    {
        var error = Assert.Throws<ConfigException>(() => Bind(TaskKind.Binary, "lightGbm", options))!;

        Assert.That(error.Problems.Single().Where, Is.EqualTo($"lightGbm: {where}"));
        Assert.That(error.Problems.Single().Remedy, Does.Contain(remedy));
    }

    [TestCase(TaskKind.Binary, "averagedPerceptron", """{"recencyGain": 0.5}""", "$.recencyGain")]
    [TestCase(TaskKind.Regression, "onlineGradientDescent", """{"l2Regularization": 0.5}""", "$.l2Regularization")]
    [TestCase(TaskKind.Binary, "lightGbm", """{"forceColumnWise": true, "forceRowWise": true}""", "$.forceRowWise")]
    [TestCase(TaskKind.Binary, "lightGbm", """{"booster": {"type": "goss", "topRate": 0.8, "otherRate": 0.3}}""", "$.booster")]
    [TestCase(TaskKind.Regression, "fastTree", """{"numberOfTrees": 5, "baggingSize": 2}""", "$.baggingSize")]
    [TestCase(TaskKind.Regression, "fastTree", """{"enablePruning": true}""", "$.enablePruning")]
    [TestCase(TaskKind.Binary, "averagedPerceptron", """{"recencyGainMultiplicative": true}""", "$.recencyGainMultiplicative")]
    [TestCase(TaskKind.Regression, "onlineGradientDescent", """{"recencyGainMultiplicative": true}""", "$.recencyGainMultiplicative")]
    [TestCase(TaskKind.Binary, "lbfgsLogisticRegression", """{"stochasticGradientDescentInitilaizationTolerance": -1}""",
        "$.stochasticGradientDescentInitilaizationTolerance")]
    [TestCase(TaskKind.Regression, "lbfgsPoisson", """{"stochasticGradientDescentInitilaizationTolerance": 0.5}""",
        "$.stochasticGradientDescentInitilaizationTolerance")]
    [TestCase(TaskKind.Regression, "fastForest", """{"numberOfLeaves": 2147483647}""", "$.numberOfLeaves")]
    [TestCase(TaskKind.Binary, "fastTree", """{"minimumExampleCountPerLeaf": 0}""", "$.minimumExampleCountPerLeaf")]
    [TestCase(TaskKind.Regression, "gam", """{"minimumExampleCountPerLeaf": 0}""", "$.minimumExampleCountPerLeaf")]
    [TestCase(TaskKind.Binary, "fastTree", """{"pruningWindowSize": 0}""", "$.pruningWindowSize")]
    [TestCase(TaskKind.Binary, "fastForest", """{"bias": -1}""", "$.bias")]
    [TestCase(TaskKind.Binary, "lightGbm", """{"unbalancedSets": true, "weightOfPositiveExamples": 2}""", "$.weightOfPositiveExamples")]
    [TestCase(TaskKind.Binary, "lightGbm", """{"booster": {"type": "goss", "subsampleFraction": 0.5}}""", "$.booster.subsampleFraction")]
    public void Options_that_ML_NET_refuses_while_training_are_refused_before(TaskKind task, string trainer, string options, string where)
    {
        var error = Assert.Throws<ConfigException>(() => Bind(task, trainer, options))!;

        Assert.That(error.Problems.Select(problem => problem.Where).Distinct().Single(), Is.EqualTo($"{trainer}: {where}"));
    }

    [TestCase(TaskKind.Binary, "lightGbm", """{"earlyStoppingRound": 10}""", "$.earlyStoppingRound", "validation rows")]
    [TestCase(TaskKind.Multiclass, "lightGbm", """{"evaluationMetric": "logLoss"}""", "$.evaluationMetric", "validation rows")]
    [TestCase(TaskKind.Binary, "lightGbm", """{"booster": {"type": "dart", "subsampleFraction": 0.5}}""", "$.booster.subsampleFraction",
        "set subsampleFrequency")]
    [TestCase(TaskKind.Binary, "lightGbm", """{"booster": {"type": "gradientBooster", "subsampleFrequency": 1}}""", "$.booster.subsampleFrequency",
        "set subsampleFraction")]
    [TestCase(TaskKind.Regression, "lightGbm", """{"categoricalSmoothing": 1}""", "$.categoricalSmoothing", "set useCategoricalSplit")]
    [TestCase(TaskKind.Multiclass, "lightGbm", """{"useSoftmax": true, "sigmoid": 1}""", "$.sigmoid", "set useSoftmax")]
    [TestCase(TaskKind.Regression, "fastForest", """{"bundling": "adjacent"}""", "$.bundling", "set categoricalSplit")]
    [TestCase(TaskKind.Regression, "fastTree", """{"baggingExampleFraction": 0.5}""", "$.baggingExampleFraction", "set baggingSize")]
    [TestCase(TaskKind.Regression, "fastTree", """{"compressEnsemble": true}""", "$.compressEnsemble", "the model would be the same")]
    [TestCase(TaskKind.Binary, "sgdCalibrated", """{"checkFrequency": 3}""", "$.checkFrequency", "the model would be the same")]
    [TestCase(TaskKind.Binary, "gam", """{"enablePruning": false}""", "$.enablePruning", "validation rows")]
    public void Options_without_effect_are_refused_with_the_reason(TaskKind task, string trainer, string options, string where, string reason)
    {
        var error = Assert.Throws<ConfigException>(() => Bind(task, trainer, options))!;

        Assert.That(error.Problems.Single().Where, Is.EqualTo($"{trainer}: {where}"));
        Assert.That(error.Problems.Single().Remedy, Does.Contain(reason));
    }

    [TestCase(TaskKind.Binary, "lightGbm", """{"earlyStoppingRound": 0, "evaluationMetric": "logloss"}""")]
    [TestCase(TaskKind.Binary, "lightGbm", """{"booster": {"type": "dart", "subsampleFraction": 0.5, "subsampleFrequency": 2}}""")]
    [TestCase(TaskKind.Multiclass, "lightGbm", """{"useCategoricalSplit": true, "categoricalSmoothing": 1, "sigmoid": 1}""")]
    [TestCase(TaskKind.Binary, "sgdCalibrated", """{"checkFrequency": null}""")]
    public void Their_defaults_and_they_beside_what_they_need_are_taken(TaskKind task, string trainer, string options) =>
        Assert.That(() => Bind(task, trainer, options), Throws.Nothing);

    [Test]
    public void A_trainer_without_options_takes_none() =>
        Assert.That(() => Bind(TaskKind.Multiclass, "naiveBayes", """{"seed": 1}"""),
            Throws.TypeOf<ConfigException>().With.Message.Contains("expected no member"));

    [TestCaseSource(nameof(TrainersWithThreads))]
    public void Failure_16_more_threads_are_refused_where_they_would_change_the_result(TrainerEntry trainer)
    {
        var options = new JsonObject { ["numberOfThreads"] = 2 };
        if (trainer.NeedsOneThread)
            Assert.That(() => TrainerOptions.Bind(trainer, options, 1), Throws.TypeOf<ConfigException>().With.Message.Contains("could not be reproduced"));
        else
            Assert.That(() => TrainerOptions.Bind(trainer, options, 1), Throws.Nothing);
    }

    [Test]
    public void Infinity_is_written_as_a_text_and_read_again()
    {
        var gam = Bind(TaskKind.Regression, "gam", "{}");

        Assert.That((string?)gam.Complete["maximumTreeOutput"], Is.EqualTo("Infinity"));
        Assert.That(((GamRegressionTrainer.Options)Bind(TaskKind.Regression, "gam", """{"maximumTreeOutput": "Infinity"}""").Instance!).MaximumTreeOutput,
            Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Every_range_belongs_to_an_option_and_holds_its_default()
    {
        var members = TrainerCatalog.All.SelectMany(OptionMembers.Of).ToList();
        var inner = members.Select(member => member.Form).OfType<VariantForm>().SelectMany(form => form.Variants).SelectMany(variant => variant.Members);
        var all = members.Concat(inner).ToList();

        Assert.That(OptionRanges.Names.Except(all.Select(member => member.Name)), Is.Empty);
        foreach (var member in all.Where(member => member.Default is int or long or float or double))
            Assert.That(OptionRanges.Of(member.Name).Contains(Convert.ToDouble(member.Default, CultureInfo.InvariantCulture)), member.Name);
    }

    [Test]
    public void A_trainer_that_is_no_class_of_ML_NET_lists_its_options_itself()
    {
        var rounds = new Member("rounds", new NumberForm(typeof(int), NumberRange.Between(1, 9)), 5, (own, value) => ((Own)own).Rounds = (int)value!);
        var trainer = new TrainerEntry(TaskKind.Binary, "own", "", "", typeof(Own)) { NewOptions = () => new Own(), Options = _ => [rounds] };

        var bound = TrainerOptions.Bind(trainer, JsonNode.Parse("""{"rounds":7}""")!.AsObject(), 1);

        Assert.That(((Own)bound.Instance!).Rounds, Is.EqualTo(7));
        Assert.That(TrainerOptions.Bind(trainer, [], 1).Complete.ToJsonString(), Is.EqualTo("""{"rounds":5}"""));
        Assert.That(() => TrainerOptions.Bind(trainer, JsonNode.Parse("""{"rounds":10}""")!.AsObject(), 1), Throws.TypeOf<ConfigException>());
    }

    private static BoundOptions Bind(TaskKind task, string trainer, string options) =>
        TrainerOptions.Bind(TrainerCatalog.Find(task, trainer)!, JsonNode.Parse(options)!.AsObject(), 1);

    private static IEnumerable<TrainerEntry> TrainersWithThreads() =>
        TrainerCatalog.All.Where(trainer => trainer.NewOptions?.Invoke().GetType().GetField("NumberOfThreads") is not null);

    private sealed class Own
    {
        public int Rounds { get; set; }
    }
}
