using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Tests.Support;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>
/// Every option of every trainer, off its default: it trains, what is compiled gives ML.NET's scores, and it changes the model; what
/// changes no model is refused.
/// </summary>
[TestFixture]
internal sealed class OptionEffectTests
{
    private const string Forest = """{"categoricalSplit":true}""";
    private const string Bundled = """{"categoricalSplit":true,"bundling":"adjacent","minimumExampleCountPerLeaf":1}""";
    private const string Categorical = """{"useCategoricalSplit":true,"minimumExampleCountPerLeaf":2,"minimumExampleCountPerGroup":5}""";

    /// <summary>For speed and memory; seeds of trainers that draw nothing; and what only ends a training that finds no split.</summary>
    private static readonly string[] courses = ["numberOfThreads", "batchSize", "deterministic", "forceColumnWise", "forceRowWise", "allowEmptyTrees"];

    /// <summary>Where an option needs company to show: by its name, or the name with its trainer before it.</summary>
    private static readonly Dictionary<string, string> company = new(StringComparer.Ordinal)
    {
        ["baggingExampleFraction"] = """{"baggingSize":2}""",
        ["bias"] = Forest,
        ["bundling"] = Forest,
        ["featureFlocks"] = Forest,
        ["fastTree.maximumCategoricalSplitPointCount"] = Forest,
        ["fastForest.maximumCategoricalSplitPointCount"] = Forest,
        ["fastTreeTweedie.maximumCategoricalSplitPointCount"] = Forest,
        ["maximumCategoricalGroupCountPerNode"] = Forest,
        ["minimumExamplesForCategoricalSplit"] = Bundled,
        ["minimumExampleFractionForCategoricalSplit"] = Bundled,
        ["entropyCoefficient"] = """{"numberOfTrees":100,"minimumExampleCountPerLeaf":1}""",
        ["maximumNumberOfLineSearchSteps"] = """{"useLineSearch":true}""",
        ["minimumStepSize"] = """{"useLineSearch":true}""",
        ["recencyGain"] = """{"lazyUpdate":false}""",
        ["recencyGainMultiplicative"] = """{"lazyUpdate":false,"recencyGain":1.001}""",
        ["lazyUpdate"] = """{"l2Regularization":0.1}""",
        ["lossFunction.exp"] = """{"learningRate":0.0001}""",
        ["lossFunction.exp.beta"] = """{"learningRate":0.0001,"lossFunction":{"type":"exp"}}""",
        ["lossFunction.poisson"] = """{"learningRate":0.001}""",
        ["performProjection"] = """{"lambda":0.5}""",
        ["convergenceCheckFrequency"] = """{"convergenceTolerance":1}""",
        ["forceRowWise"] = """{"forceColumnWise":false}""",
        ["handleMissingValue"] = """{"useZeroAsMissingValue":true}""",
        ["categoricalSmoothing"] = Categorical,
        ["l2CategoricalRegularization"] = Categorical,
        ["minimumExampleCountPerGroup"] = Categorical,
        ["lightGbm.maximumCategoricalSplitPointCount"] = Categorical,
        ["lightGbm.seed"] = """{"booster":{"type":"gradientBooster","featureFraction":0.5}}""",
        ["seed"] = """{"baggingSize":2}""",
        ["featureSelectionSeed"] = """{"featureFraction":0.5}""",
        ["subsampleFraction"] = """{"subsampleFrequency":1}""",
        ["subsampleFrequency"] = """{"subsampleFraction":0.5}""",
        ["maximumNumberOfDroppedTreesPerRound"] = """{"treeDropFraction":0.5,"skipDropFraction":0}""",
        ["uniformDrop"] = """{"treeDropFraction":0.5,"skipDropFraction":0}""",
    };

    /// <summary>Trainers of one name share their options over the tasks.</summary>
    private static IEnumerable<TestCaseData> Trainers() =>
        TrainerCatalog.All.Where(trainer => trainer.NewOptions is not null).GroupBy(trainer => trainer.Name)
            .SelectMany(trainers => Sweeps.Of(trainers, trainers.Count(), trainers.Key.Length))
            .Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    [TestCaseSource(nameof(Trainers))]
    public void Every_option_off_its_default_trains_compiles_and_changes_the_model(TrainerEntry trainer)
    {
        using var trials = new OptionTrials(trainer);
        var idle = new List<string>();
        foreach (var (option, values) in OptionSweep.Of(trainer))
        {
            var (effect, trained) = (false, 0);
            foreach (var value in values)
            {
                var beside = Beside(trainer, option, value);
                try
                {
                    var scores = trials.Scores(Merged(beside, value));
                    trained++;
                    effect |= !scores.AsSpan().SequenceEqual(trials.Scores(Base(option, beside)));
                }
                catch (PipelineException error) when (error is ConfigException or DataException or CheckException)
                {
                    // Some values are too much for this table, each with its reason; one of the option must not be. A model that
                    // answers a constant with the option, and none without it, is an effect.
                    effect |= error.Message.Contains(" for every training row", StringComparison.Ordinal);
                    TestContext.Out.WriteLine($"{option} {value.ToJsonString()}: {error.Message}");
                }
                if (effect)
                    break;
            }
            if (!effect && !(courses.Contains(option) && trained > 0) && !(trainer.Name == "gam" && option == "seed"))
                idle.Add($"{option} ({trained} trained)");
        }
        Assert.That(idle, Is.Empty);
    }

    [TestCaseSource(nameof(Trainers))]
    public void An_option_that_only_takes_its_default_changes_no_model_or_needs_what_is_not_there(TrainerEntry trainer)
    {
        using var trials = new OptionTrials(trainer);
        var (config, batch) = trials.Read();
        var plain = Scores(config, batch, null, null);
        foreach (var member in OptionMembers.Of(trainer).Where(member => member.Form is FixedForm
            && member.Name is not ("numberOfThreads" or "stochasticGradientDescentInitilaizationTolerance")))
        {
            var field = trainer.NewOptions!().GetType().GetField(char.ToUpperInvariant(member.Name[0]) + member.Name[1..])!;
            foreach (var value in Values(field.FieldType, member.Default))
            {
                try
                {
                    Assert.That(Scores(config, batch, field.Name, value), Is.EqualTo(plain), $"{member.Name} {value}");
                }
                catch (InvalidOperationException refusal)
                {
                    Assert.That(refusal.Message, Does.Contain("a validation set"), member.Name);
                }
            }
            var other = new JsonObject { [member.Name] = Json(Values(field.FieldType, member.Default).First()) };
            var error = Assert.Throws<ConfigException>(() => TrainerOptions.Bind(trainer, other, 1))!;
            Assert.That(error.Problems.Single().Remedy, Does.EndWith("."), member.Name);
        }
    }

    private static JsonValue Json(object value) => value switch
    {
        Enum name => JsonValue.Create(EnumForm.Text(name)),
        bool truth => JsonValue.Create(truth),
        _ => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    private static IEnumerable<object> Values(Type type, object? fallback)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool))
            return [!(bool)fallback!];
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Where(value => !value.Equals(fallback));
        object[] numbers = type == typeof(int) ? [2, 50] : type == typeof(float) ? [0.02f, 0.9f] : [0.02, 0.9];
        return numbers.Where(value => !value.Equals(fallback));
    }

    /// <summary>Scores of the training rows with an option of ML.NET's set past the config.</summary>
    private static float[] Scores(RunConfig config, RowBatch batch, string? field, object? value)
    {
        int[] rows = [.. Enumerable.Range(0, batch.Count)];
        var ml = new MLContext(1);
        var statistics = StatisticsOfColumns.Compute(batch, rows);
        var numeric = statistics.Numeric.Select(column => new NumericColumn(column.Name, NumericType.Single)).ToList();
        batch.Retype(ReadSchemas.Typed(batch.Schema, numeric));
        var data = BatchView.ForTraining(batch, rows, Labels.Classes(config, batch), config.Task == TaskKind.Binary);
        var features = new FeatureChain(ml, config, statistics, numeric).Build().Fit(data).Transform(data);
        var choice = TrainerChoice.From(config.Model, config.Task, 1, false);
        if (field is not null)
            choice.Options!.GetType().GetField(field)!.SetValue(choice.Options, value);
        var scored = config.Task switch
        {
            TaskKind.Binary => BinaryTrainers.Fit(ml, choice, new TrainingData(features, null, null)).WithThreshold(0)
                .Aggregate(features, (view, step) => step.Transform(view)),
            TaskKind.Regression => RegressionTrainers.Fit(ml, choice, new TrainingData(features, null, null)).Transform(features),
            _ => MulticlassTrainers.Fit(ml, choice, new TrainingData(features, null, null)).Transform(features),
        };
        return config.Task == TaskKind.Multiclass ? [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)] : [.. scored.GetColumn<float>("Score")];
    }

    private static JsonObject Beside(TrainerEntry trainer, string option, JsonObject value)
    {
        var parts = option.Split('.');
        if (parts.Length == 3 && parts[0] == "booster")
        {
            var booster = company.TryGetValue(parts[2], out var own) ? JsonNode.Parse(own)!.AsObject() : [];
            booster["type"] = parts[1];
            var options = new JsonObject { ["booster"] = booster };
            if (parts[2] == "minimumChildWeight")
                options["minimumExampleCountPerLeaf"] = 1;
            return options;
        }
        var beside = company.GetValueOrDefault($"{trainer.Name}.{option}") ?? company.GetValueOrDefault(option);
        if (beside is not null)
            return JsonNode.Parse(beside)!.AsObject();
        return parts.Length == 3 ? new JsonObject { [parts[0]] = value[parts[0]]!["type"]!.DeepClone() } : [];
    }

    /// <summary>What a value is compared with: the options that it stands beside, or, where those are refused alone, what they belong to.</summary>
    private static JsonObject Base(string option, JsonObject beside) => option.Contains(".subsample", StringComparison.Ordinal)
        ? new JsonObject { ["booster"] = beside["booster"]!["type"]!.DeepClone() }
        : beside;

    private static JsonObject Merged(JsonObject below, JsonObject above)
    {
        var merged = below.DeepClone().AsObject();
        foreach (var (name, value) in above)
            merged[name] = value is JsonObject inner && merged[name] is JsonObject other ? Merged(other, inner) : value?.DeepClone();
        return merged;
    }
}
