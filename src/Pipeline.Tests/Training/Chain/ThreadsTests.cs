using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Graph.MlNet;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>What a training comes to does not depend on how many threads there are, on so many rows that each has its share.</summary>
[TestFixture]
internal sealed class ThreadsTests
{
    private const int Rows = 24_000;
    private static readonly Dictionary<TaskKind, RoadTables> tables = [];

    [OneTimeTearDown]
    public void RemoveTables()
    {
        foreach (var table in tables.Values)
            table.Dispose();
        tables.Clear();
    }

    [TestCaseSource(nameof(Trainers))]
    public void One_two_and_four_threads_make_the_same_zip(TrainerEntry trainer)
    {
        var model = RoadTables.Small(trainer);

        var one = RoadTables.Entries(Fit(trainer.Task, model, 1));
        var two = RoadTables.Entries(Fit(trainer.Task, model, 2));
        var four = RoadTables.Entries(Fit(trainer.Task, model, 4));

        Assert.That(two, Is.EqualTo(one));
        Assert.That(four, Is.EqualTo(one));
    }

    /// <summary>The number itself is part of the zip; what is compiled, and so every score, is the same.</summary>
    [TestCaseSource(nameof(Free))]
    public void The_option_changes_no_tree_where_a_config_may_set_it(TrainerEntry trainer)
    {
        var model = RoadTables.Small(trainer);
        byte[] Graph(int threads) => Onnx(Fit(
            trainer.Task, model.Replace("\"options\":{", $"\"options\":{{\"numberOfThreads\":{threads},", StringComparison.Ordinal), threads));

        var one = Graph(1);

        Assert.That(Graph(2), Is.EqualTo(one));
        Assert.That(Graph(4), Is.EqualTo(one));
    }

    [TestCase(TaskKind.Binary, "gradientBooster", "", null)]
    [TestCase(TaskKind.Binary, "goss", "", 1)]
    [TestCase(TaskKind.Regression, "gradientBooster", ",\"deterministic\": false", 1)]
    [TestCase(TaskKind.Regression, "gradientBooster", ",\"forceColumnWise\": false", 1)]
    [TestCase(TaskKind.Multiclass, "gradientBooster", ",\"numberOfThreads\": 3", 3)]
    public void LightGBM_takes_all_threads_where_its_trees_are_the_same_for_any(TaskKind task, string booster, string options, int? expected)
    {
        Assert.That(ThreadsOf(task, booster, options, LightGbmThreads.ManyRows), Is.EqualTo(expected));
        Assert.That(ThreadsOf(task, booster, options, LightGbmThreads.ManyRows - 1), Is.EqualTo(expected ?? 1));
    }

    private static int? ThreadsOf(TaskKind task, string booster, string options, int rows)
    {
        var config = Table(task).Config($$"""{ "trainer": "lightGbm", "options": { "booster": "{{booster}}"{{options}} } }""");
        var choice = TrainerChoice.From(config.Model, task, 1, false);
        LightGbmThreads.Set(choice, rows, 2);
        return (int?)choice.Options!.GetType().GetField("NumberOfThreads")!.GetValue(choice.Options);
    }

    private static IEnumerable<TestCaseData> Trainers() => TrainerCatalog.All.Where(trainer => !trainer.IsOneVersusAll)
        .Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    private static IEnumerable<TestCaseData> Free() => TrainerCatalog.All
        .Where(trainer => !trainer.NeedsOneThread && OptionMembers.Of(trainer).Any(member => member.Name == "numberOfThreads"))
        .Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    private static RoadTables Table(TaskKind task)
    {
        if (!tables.TryGetValue(task, out var table))
            tables[task] = table = new RoadTables(task, Rows);
        return table;
    }

    private static FitResult Fit(TaskKind task, string model, int threads)
    {
        var table = Table(task);
        RunConfig config = table.Config(model);
        var batch = table.Read(config);
        return ChainTrainer.Fit(config, batch, new FitRows([.. Enumerable.Range(0, batch.Count)]) { Threads = threads });
    }

    private static byte[] Onnx(FitResult fit) => OnnxCompiler.Compile(ChainCompiler.Compile(fit.Model), out _);
}
