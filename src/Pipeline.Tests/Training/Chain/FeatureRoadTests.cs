using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>The compiled road to the features, held to ML.NET's own: the same rows in the same form, and the same zip.</summary>
[TestFixture]
internal sealed class FeatureRoadTests
{
    private static readonly string[] normalizers =
    [
        "", "\"normalize\": { \"method\": \"none\" }", "\"normalize\": { \"fixZero\": true }",
        "\"normalize\": { \"method\": \"minMax\" }", "\"normalize\": { \"method\": \"robustScaling\" }", "\"normalize\": { \"method\": \"logMeanVariance\" }",
        "\"impute\": { \"indicators\": [\"*\"] }", "\"impute\": { \"numeric\": \"median\", \"categorical\": \"mode\" }",
        "\"impute\": { \"categorical\": \"constant\", \"categoricalValue\": \"none of them\" }",
    ];

    private static readonly string[] columns =
    [
        "\"numeric\": [\"a\", \"b\", \"c\", \"z\", \"one\"], \"categorical\": [\"k\", \"m\"]",
        "\"numeric\": [\"a\", \"b\", \"c\", \"z\", \"far\", \"one\"], \"categorical\": [\"k\", \"m\"]",
        "\"numeric\": [\"a\", \"b\", \"c\", \"z\"], \"categorical\": []",
        "\"numeric\": [\"c\", \"z\", \"one\"], \"categorical\": [\"k\"]",
        "\"numeric\": [\"c\"], \"categorical\": []",
        "\"numeric\": [], \"categorical\": [\"k\", \"m\"]",
        "\"numeric\": [\"far\"], \"categorical\": [\"m\"], \"weight\": \"w\"",
        "\"numeric\": [\"a\", \"b\", \"c\", \"z\", \"far\"], \"categorical\": [\"k\"], \"weight\": \"w\"",
    ];

    [TestCaseSource(nameof(Rows))]
    public void Rows_are_those_of_ML_NET_number_by_number_and_stored_alike(string columns, string rest)
    {
        using var tables = new RoadTables(TaskKind.Binary, 400);
        var config = Read(tables, columns, rest).Config;
        int[] train = [.. Enumerable.Range(0, 400).Where(row => row % 7 != 3).Reverse()];

        var theirs = Features(config, tables.Read(config), train, FeatureRoad.MlNet);
        var ours = Features(config, tables.Read(config), train, FeatureRoad.Compiled);

        Assert.That(ours, Has.Count.EqualTo(train.Length));
        for (var row = 0; row < ours.Count; row++)
            Assert.That(ours[row], Is.EqualTo(theirs[row]), FormattableString.Invariant($"row {row}"));
    }

    [TestCaseSource(nameof(Trainers))]
    public void The_zip_is_the_same_whatever_the_road(TaskKind task, string trainer, string model, string columns, string rest)
    {
        using var tables = new RoadTables(task);
        var config = tables.Config(model, rest, columns);

        var (theirs, ours) = (Entries(tables, config, FeatureRoad.MlNet), Entries(tables, config, FeatureRoad.Compiled));

        Assert.That(ours, Is.EqualTo(theirs), trainer);
    }

    [Test]
    public void Categories_that_a_normalizer_scales_take_the_road_of_ML_NET()
    {
        using var tables = new RoadTables(TaskKind.Binary);
        Assert.That(Road(tables, "\"normalize\": { \"scope\": \"features\" }"), Is.EqualTo(FeatureRoad.MlNet));
        Assert.That(Road(tables, ""), Is.EqualTo(FeatureRoad.Compiled));
        Assert.That(Road(tables, "\"normalize\": { \"scope\": \"features\" }", columns[2]), Is.EqualTo(FeatureRoad.Compiled));
    }

    private static IEnumerable<TestCaseData> Rows()
    {
        foreach (var column in columns)
        {
            foreach (var rest in normalizers.Append("\"normalize\": { \"scope\": \"features\" }"))
            {
                var scaled = rest.Contains("features", StringComparison.Ordinal) && !column.Contains("\"categorical\": []", StringComparison.Ordinal);
                var lost = column.Contains("far", StringComparison.Ordinal)
                    && (rest.Contains("none\" }", StringComparison.Ordinal) || rest.Contains("fixZero", StringComparison.Ordinal));
                var empty = rest.Contains("indicators", StringComparison.Ordinal) && column.Contains("\"numeric\": []", StringComparison.Ordinal);
                if (!scaled && !lost && !empty)
                    yield return new TestCaseData(column, rest);
            }
        }
    }

    private static IEnumerable<TestCaseData> Trainers()
    {
        foreach (var trainer in TrainerCatalog.All)
        {
            var model = trainer.Name == "oneVersusAll"
                ? "{ \"trainer\": \"oneVersusAll\", \"binary\": { \"trainer\": \"averagedPerceptron\" } }" : RoadTables.Small(trainer);
            yield return new TestCaseData(trainer.Task, trainer.Name, model, columns[1], "");
            yield return new TestCaseData(trainer.Task, trainer.Name, model, trainer.SupportsWeights ? columns[7] : columns[3], "");
            if (trainer.IsBoosted)
            {
                var early = model[..^1] + ", \"earlyStopping\": 2 }";
                yield return new TestCaseData(trainer.Task, trainer.Name, early, columns[3], "\"split\": { \"validation\": 0.2 }");
            }
        }
    }

    private static (RunConfig Config, RowBatch Batch) Read(RoadTables tables, string columns, string rest)
    {
        var config = tables.Config("{ \"trainer\": \"fastTree\" }", rest, columns);
        return (config, tables.Read(config));
    }

    private static FeatureRoad Road(RoadTables tables, string rest, string? of = null)
    {
        var (config, batch) = Read(tables, of ?? columns[0], rest);
        return FitOf(config, batch, [.. Enumerable.Range(0, batch.Count)]).Road;
    }

    private static IReadOnlyDictionary<string, string> Entries(RoadTables tables, RunConfig config, FeatureRoad road)
    {
        var batch = tables.Read(config);
        int[] validation = config.Model.EarlyStopping is null ? [] : [.. Enumerable.Range(0, batch.Count).Where(row => row % 5 == 0)];
        int[] train = [.. Enumerable.Range(0, batch.Count).Except(validation)];
        return RoadTables.Entries(ChainTrainer.Fit(config, batch, new FitRows(train) { Validation = validation }, road));
    }

    private static FeatureFit FitOf(RunConfig config, RowBatch batch, int[] train)
    {
        var statistics = config.Data.Weight is null ? StatisticsOfColumns.Compute(batch, train) : WeightedStatistics.Of(batch, train);
        var numeric = NumericTypes.Decide(statistics, config.Data, config.Normalize);
        batch.Retype(ReadSchemas.Typed(batch.Schema, numeric));
        var signature = new ModelSignature
        {
            Task = config.Task,
            Label = "y",
            Classes = Labels.Classes(config, batch),
            Ids = [],
            Numeric = numeric,
            Categorical = [.. statistics.Categorical.Select(column => column.Name)],
            Separator = ',',
        };
        var inputs = BatchView.OfFeatures(new RowBatch(ReadSchemas.ForScoring(signature, []))).Schema;
        return new FeatureFit(new MLContext(1), config, statistics, signature, inputs, batch, train, new ParallelOptions());
    }

    /// <summary>Each row's label, weight, and its features as they are stored.</summary>
    private static List<string> Features(RunConfig config, RowBatch batch, int[] train, FeatureRoad road)
    {
        var rows = FitOf(config, batch, train).Fit(road).Rows;
        var labels = rows.GetColumn<bool>(ChainColumns.Label);
        var weights = config.Data.Weight is null ? labels.Select(_ => 1f) : rows.GetColumn<float>(ChainColumns.Weight);
        return [.. rows.GetColumn<VBuffer<float>>(ChainColumns.Features).Zip(labels, weights).Select(row => Text(row.First, row.Second, row.Third))];
    }

    private static string Text(VBuffer<float> vector, bool label, float weight)
    {
        var values = string.Join(' ', vector.GetValues().ToArray().Select(value => BitConverter.SingleToInt32Bits(value).ToString("x8", null)));
        return $"{label} {weight:R} {vector.Length} {(vector.IsDense ? "whole" : string.Join(',', vector.GetIndices().ToArray()))}: {values}";
    }
}
