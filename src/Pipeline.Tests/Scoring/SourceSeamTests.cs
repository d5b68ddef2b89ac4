using System.Text;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Tables.Sources;
using Pipeline.Tests.Artifacts;
using Pipeline.Tests.Support;
using Pipeline.Tests.Tables.Sources;

namespace Pipeline.Tests.Scoring;

/// <summary>The engine knows nothing of CSV: rows of another source score to the same bytes.</summary>
[TestFixture]
internal sealed class SourceSeamTests
{
    private readonly Scratch scratch = new();
    private OpenedModel model = null!;

    [OneTimeSetUp]
    public void Train() => model = ModelZipReader.Open(SmallModel.Train(scratch));

    [OneTimeTearDown]
    public void Clean() => scratch.Dispose();

    [Test]
    public void Rows_held_in_memory_score_to_the_same_bytes_as_the_CSV_of_the_same_rows([Values(1, 2, 3, 7)] int threads, [Values(1, 7, 4096)] int rows)
    {
        var parts = MemoryTables.Parts(scratch);
        var files = MemoryTables.Files(scratch, parts);
        var skip = new BadRowPolicy(true, null, 2);

        var expected = Score(schema => TableSources.Open(files, schema), skip, 1, 4096);
        var actual = Score(schema => new MemorySource(parts, schema), skip, threads, rows);

        Assert.That(expected.Said, Does.StartWith("598 rows, 2 bad, 2 lines, 0 blank\n").And.Contain("b.csv:7:1").And.Contain("1E+39"));
        Assert.That(expected.Scores.Split('\n'), Has.Length.EqualTo(600));
        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void A_row_that_cannot_be_read_ends_the_run_of_either_source_with_the_same_words([Values(1, 3)] int threads)
    {
        var parts = MemoryTables.Parts(scratch);
        var files = MemoryTables.Files(scratch, parts);

        var expected = Assert.Throws<DataException>(() => Score(schema => TableSources.Open(files, schema), BadRowPolicy.Stop, 1, 4096))!;
        var actual = Assert.Throws<DataException>(() => Score(schema => new MemorySource(parts, schema), BadRowPolicy.Stop, threads, 7))!;

        Assert.That(actual.Message, Is.EqualTo(expected.Message));
        Assert.That(actual.Total, Is.EqualTo(2));
    }

    [Test]
    public void A_source_that_ends_early_gives_the_rows_before_its_end_and_then_its_error([Values(1, 3)] int threads, [Values(7, 4096)] int rows)
    {
        var parts = MemoryTables.Parts(scratch, bad: false);
        parts[1] = parts[1] with { Failure = new DataException("b", "cut off", "a whole table") };
        var written = new MemoryStream();

        var error = Assert.Throws<DataException>(() => Score(schema => new MemorySource(parts, schema), BadRowPolicy.Stop, threads, rows, written))!;

        Assert.That(error.Problems.Single().Found, Is.EqualTo("cut off"));
        var files = MemoryTables.Files(scratch, parts.Take(2));
        var expected = Score(schema => TableSources.Open(files, schema), BadRowPolicy.Stop, 1, 4096);
        Assert.That(Encoding.UTF8.GetString(written.ToArray()), Is.EqualTo(expected.Scores));
    }

    private (string Scores, string Said) Score(
        Func<TableSchema, ITableSource> open, BadRowPolicy policy, int threads, int rows, MemoryStream? into = null)
    {
        var signature = model.Model.Signature;
        using var compiled = CompiledModel.Compile(model.Model);
        var engine = new ScoringEngine(compiled, ReadSchemas.ForScoring(signature, ["key"]), threads, rows);
        using var written = into ?? new MemoryStream();
        var audit = new FeatureAudit(engine.Schema, model.Manifest.Statistics, model.Manifest.Fills);
        var step = new WritingStep(written, new ScoreText(signature, engine.Schema, ["key"]), audit);
        var account = new ReadAccount(new BadRowLog(policy, null));
        using var source = open(engine.Schema);
        engine.Run(source, account, step, null, CancellationToken.None);
        var texts = audit.Report().Unseen.Select(column => $"{column.Column} {column.Fields} {string.Join('|', column.Examples)}");
        var unseen = string.Join('\n', engine.UnusedColumns.Concat(texts));
        return (Encoding.UTF8.GetString(written.ToArray()), $"{MemoryTables.Show(account)}\n{unseen}");
    }
}
