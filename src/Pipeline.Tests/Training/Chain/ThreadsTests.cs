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

    [TestCase(TaskKind.Binary, "lightGbm", "", null)]
    [TestCase(TaskKind.Binary, "lightGbm", "\"booster\": \"goss\"", 1)]
    [TestCase(TaskKind.Regression, "lightGbm", "\"deterministic\": false", 1)]
    [TestCase(TaskKind.Regression, "lightGbm", "\"forceColumnWise\": false", 1)]
    [TestCase(TaskKind.Multiclass, "lightGbm", "\"numberOfThreads\": 3", 3)]
    [TestCase(TaskKind.Binary, "fastTree", "", null)]
    [TestCase(TaskKind.Regression, "fastTree", "", null)]
    [TestCase(TaskKind.Regression, "fastTreeTweedie", "", null)]
    [TestCase(TaskKind.Regression, "fastTree", "\"numberOfThreads\": 3", 3)]
    [TestCase(TaskKind.Regression, "fastForest", "", 1)]
    public void Boosted_trees_take_all_threads_where_they_are_the_same_for_any(TaskKind task, string trainer, string options, int? expected)
    {
        Assert.That(ThreadsOf(task, trainer, options, TrainerEntry.ManyRows), Is.EqualTo(expected));
        Assert.That(ThreadsOf(task, trainer, options, TrainerEntry.ManyRows - 1), Is.EqualTo(expected ?? 1));
    }

    /// <summary>ML.NET starts what it does at once on the scheduler of the thread that fits: one of a single thread leaves it no other.</summary>
    [TestCaseSource(nameof(InPortions))]
    public void Sums_in_portions_are_the_same_on_one_processor_and_on_all(TrainerEntry trainer)
    {
        var model = RoadTables.Small(trainer);
        IReadOnlyDictionary<string, string> On(int threads)
        {
            var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;
            return Task.Factory.StartNew(() => RoadTables.Entries(Fit(trainer.Task, model, threads)), default, TaskCreationOptions.None, scheduler).Result;
        }

        Assert.That(On(1), Is.EqualTo(On(4)));
    }

    [TestCaseSource(nameof(InPortions))]
    public void There_are_eight_portions_of_many_rows_and_one_of_few_unless_the_config_says_so(TrainerEntry trainer)
    {
        int? Portions(string options, int rows)
        {
            var config = Table(trainer.Task).Config($$"""{ "trainer": "{{trainer.Name}}", "options": { {{options}} } }""");
            var choice = TrainerChoice.From(config.Model, trainer.Task, 1, false);
            RowPortions.Set(choice, trainer.Task, rows);
            return (int?)choice.Options!.GetType().GetField("NumberOfThreads")!.GetValue(choice.Options);
        }

        Assert.That((Portions("", 20_000), Portions("", 19_999), Portions("\"numberOfThreads\": 3", 20_000)), Is.EqualTo((8, 1, 3)));
    }

    [Test]
    public void Another_number_of_portions_is_another_model()
    {
        byte[] Of(int portions) => Onnx(Fit(TaskKind.Binary,
            $$"""{ "trainer": "lbfgsLogisticRegression", "options": { "numberOfThreads": {{portions}} } }""", 1));

        Assert.That(Of(2), Is.Not.EqualTo(Of(1)));
    }

    private static int? ThreadsOf(TaskKind task, string trainer, string options, int rows)
    {
        var config = Table(task).Config($$"""{ "trainer": "{{trainer}}", "options": { {{options}} } }""");
        var choice = TrainerChoice.From(config.Model, task, 1, false);
        TreeThreads.Set(choice, task, rows, 2);
        return (int?)choice.Options!.GetType().GetField("NumberOfThreads")!.GetValue(choice.Options);
    }

    private static IEnumerable<TestCaseData> Trainers() => TrainerCatalog.All.Where(trainer => !trainer.IsOneVersusAll)
        .Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    private static IEnumerable<TestCaseData> Free() => TrainerCatalog.All
        .Where(trainer => !trainer.NeedsOneThread && !trainer.SumsInPortions && OptionMembers.Of(trainer).Any(member => member.Name == "numberOfThreads"))
        .Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    private static IEnumerable<TestCaseData> InPortions() => TrainerCatalog.All.Where(trainer => trainer.SumsInPortions)
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
