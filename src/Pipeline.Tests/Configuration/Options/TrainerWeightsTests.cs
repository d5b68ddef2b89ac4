using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Model;

namespace Pipeline.Tests.Configuration.Options;

/// <summary>Which trainers weight rows is asked of ML.NET itself: it has a trainer that takes a weight column and ignores it.</summary>
internal sealed class TrainerWeightsTests
{
    private static IEnumerable<TestCaseData> Trainers() =>
        from trainer in TrainerCatalog.All
        where trainer.TakesWeights
        select new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}");

    [TestCaseSource(nameof(Trainers))]
    public void Weights_change_the_scores_exactly_where_the_catalog_says_so(TrainerEntry trainer)
    {
        var weighted = Scores(trainer, nameof(Row.Weight));
        // A weighted model that scores all rows alike has learnt nothing: that is no support either.
        var heeds = !weighted.SequenceEqual(Scores(trainer, null)) && weighted.Distinct().Count() > 1;

        Assert.That(heeds, Is.EqualTo(trainer.SupportsWeights));
    }

    [Test]
    public void One_versus_all_forgets_the_weights()
    {
        Assert.That(OneVersusAll(null), Is.EqualTo(OneVersusAll(nameof(Row.Weight))));
        Assert.That(TrainerCatalog.Find(TaskKind.Multiclass, "oneVersusAll")!.SupportsWeights, Is.False);

        static float[] OneVersusAll(string? weight)
        {
            var context = new MLContext(1);
            var trainers = context.BinaryClassification.Trainers;
            var binary = trainers.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfIterations = 5, NumberOfThreads = 1, ExampleWeightColumnName = weight });
            return Fit(context, context.MulticlassClassification.Trainers.OneVersusAll(binary, nameof(Row.Class)));
        }
    }

    private static float[] Scores(TrainerEntry trainer, string? weight)
    {
        var context = new MLContext(1);
        var label = trainer.Task switch { TaskKind.Binary => nameof(Row.Label), TaskKind.Multiclass => nameof(Row.Class), _ => nameof(Row.Target) };
        return Fit(context, Make(context, trainer, label, weight));
    }

    private static IEstimator<ITransformer> Make(MLContext context, TrainerEntry trainer, string label, string? weight)
    {
        var options = TrainerOptions.Bind(trainer, [], 1).Instance!;
        options.GetType().GetField("LabelColumnName")!.SetValue(options, label);
        options.GetType().GetField("ExampleWeightColumnName")!.SetValue(options, weight);
        foreach (var (field, value) in new (string, object)[] { ("L1Regularization", 0f), ("NumberOfIterations", 20), ("MaximumNumberOfIterations", 20),
            ("NumberOfTrees", 5), ("MinimumExampleCountPerLeaf", 5) })
        {
            if (options.GetType().GetField(field) is { } known)
                known.SetValue(options, value);
        }

        // The constructors are internal; the catalogs have one method for each class of options.
        object[] catalogs = [context.BinaryClassification.Trainers, context.MulticlassClassification.Trainers, context.Regression.Trainers];
        var types = new[] { typeof(StandardTrainersCatalog), typeof(TreeExtensions), typeof(LightGbmExtensions) };
        var method = types.SelectMany(type => type.GetMethods())
            .Single(method => method.GetParameters() is { Length: 2 } parameters && parameters[1].ParameterType == options.GetType());
        return (IEstimator<ITransformer>)method.Invoke(null, [catalogs.Single(method.GetParameters()[0].ParameterType.IsInstanceOfType), options])!;
    }

    private static float[] Fit(MLContext context, IEstimator<ITransformer> trainer)
    {
        var data = context.Data.LoadFromEnumerable(Rows());
        var view = context.Transforms.Conversion.MapValueToKey(nameof(Row.Class)).Append(context.Transforms.NormalizeMeanVariance(nameof(Row.Features)))
            .Fit(data).Transform(data);
        var scored = trainer.Fit(view).Transform(view);
        return scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)]
            : [.. scored.GetColumn<float>("Score")];
    }

    private static Row[] Rows()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 200).Select(i =>
        {
            var (a, b) = (random.NextSingle(), random.NextSingle());
            return new Row
            {
                Features = [a, b], Label = a + 0.3 * random.NextDouble() > 0.6, Class = $"{(a > 0.6 ? 1 : 0) + (b > 0.5 ? 1 : 0)}",
                Target = 3 * a + b + random.NextSingle(), Weight = i % 2 == 0 ? 1 : 1.5f,
            };
        })];
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public string Class { get; set; } = "";

        public float Target { get; set; }

        public float Weight { get; set; }
    }
}
