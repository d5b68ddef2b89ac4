using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Tests.Artifacts;
using Pipeline.Tests.Support;
using Pipeline.Tests.Tables.Csv;
using Pipeline.Tests.Tables.Sources;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

/// <summary>The rows of a run are the same whatever they are written in and however many threads read them.</summary>
[TestFixture]
internal sealed class TrainingTableTests
{
    private static readonly ColumnRoles Roles = new(["a", "b", "serial"], ["c"]);
    private static readonly string[] RecordColumns = ["a", "b", "c", "key", "serial", "y"];
    private readonly Scratch scratch = new();
    private RunConfig config = null!;

    [OneTimeSetUp]
    public void Prepare() => config = ConfigReader.Read(SmallModel.Write(scratch), []);

    [OneTimeTearDown]
    public void Clean() => scratch.Dispose();

    [Test]
    public void Rows_held_in_memory_are_those_of_the_CSV_of_the_same_rows([Values(1, 2, 3, 7)] int threads, [Values] bool testRows, [Values] bool keyed)
    {
        var parts = MemoryTables.Parts(scratch, 9000);
        var files = MemoryTables.Files(scratch, parts);
        var schema = TrainingSchema.Of(config, Roles, new KeyColumns(keyed ? ["key"] : RecordColumns, RecordColumns));

        var (expected, said) = Read(schema, testRows ? [() => TableSources.Open([.. files.Take(2)], schema), () => TableSources.Open([files[2]], schema)]
            : [() => TableSources.Open(files, schema)], 1);
        var (actual, alsoSaid) = Read(schema, testRows ? [() => new MemorySource([.. parts.Take(2)], schema), () => new MemorySource([parts[2]], schema)]
            : [() => new MemorySource(parts, schema)], threads);

        Assert.That(OneByOneReader.Show(actual.Batch), Is.EqualTo(OneByOneReader.Show(expected.Batch)));
        Assert.That(Origins(actual), Is.EqualTo(Origins(expected)));
        Assert.That(actual.Split.Test, Is.EqualTo(expected.Split.Test).And.Length.EqualTo(testRows ? 3000 : 1800));
        Assert.That(actual.Split.Digest, Is.EqualTo(expected.Split.Digest));
        Assert.That(actual.Split.HeldOutDigest, Is.EqualTo(expected.Split.HeldOutDigest));
        Assert.That(actual.Split.Overlap, Is.EqualTo(expected.Split.Overlap));
        Assert.That(actual.TrainedRows, Is.EqualTo(expected.TrainedRows));
        Assert.That(actual.Files, Is.EqualTo(expected.Files));
        Assert.That(actual.UnusedColumns, Is.EqualTo(expected.UnusedColumns).And.EqualTo(new[] { "note" }));
        Assert.That(alsoSaid, Is.EqualTo(said));
    }

    [Test]
    public void A_column_of_texts_is_told_as_one_problem_on_any_number_of_threads([Values(1, 2, 3, 7)] int threads)
    {
        var parts = MemoryTables.Parts(scratch, 9000, bad: false);
        var roles = new ColumnRoles(["a", "b", "c"], []);
        var schema = TrainingSchema.Of(config, roles, new KeyColumns(["key"], RecordColumns));

        var error = Assert.Throws<DataException>(() => Read(schema, [() => new MemorySource(parts, schema)], threads, BadRowPolicy.Stop))!;

        Assert.That(error.Problems[0].ToString(), Does.StartWith("column 'c': 8,181 of 8,181 values that are no numbers, such as 'ÿ', 'x'"));
    }

    private (TrainingTable Table, string Said) Read(TableSchema schema, IReadOnlyList<Func<ITableSource>> sources, int threads, BadRowPolicy? policy = null)
    {
        var bad = new BadRowLog(policy ?? new BadRowPolicy(true, null, 100), null);
        var table = TrainingTable.Read(config, schema, sources, "table", bad, threads, null, default);
        return (table, $"{bad.Rows} {bad.Lines} {string.Join('\n', bad.First)}");
    }

    private static IEnumerable<RowOrigin> Origins(TrainingTable table) => Enumerable.Range(0, table.Batch.Count).Select(table.Batch.OriginOf);
}
