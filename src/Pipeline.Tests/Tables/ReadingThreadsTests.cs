using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Tests.Tables.Csv;

namespace Pipeline.Tests.Tables;

/// <summary>What is read does not depend on how many threads read it.</summary>
[TestFixture]
internal sealed class ReadingThreadsTests
{
    [Test]
    public void Any_number_of_threads_reads_the_same() =>
        Gen.Select(StretchTests.Table.Array[1, 3], StretchTests.Any(1, 2, 7), StretchTests.Any(2, 3, 7), StretchTests.Any(0L, 2, long.MaxValue), Gen.Int[0, 3])
            .Sample((tables, rows, threads, most, columns) =>
            {
                var policy = most == 0 ? BadRowPolicy.Stop : new BadRowPolicy(true, null, most);
                var schema = ((columns & 1) == 0 ? StretchTests.Strings : StretchTests.Numbered) with
                {
                    Keys = (columns & 2) == 0 ? [["c", "id"], ["c", "id", "x"]] : [["c", "id", "x"], ["c", "id", "x"]],
                };
                var expected = Outcome(schema, policy, tables, rows, 1);
                var actual = Outcome(schema, policy, tables, rows, threads);
                if (actual != expected)
                    throw new InvalidOperationException($"{actual}\n--- instead of\n{expected}");
            }, iter: 1000);

    [Test]
    public void Room_is_made_for_the_rows_that_are_to_come()
    {
        using var scratch = new Support.Scratch();
        var text = new StringBuilder("x,c,id\n");
        for (var i = 0; i < 900_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i % 100},red,a-longer-id-{i % 10}\n");
        var file = new Pipeline.Files.InputFile(scratch.Write("table.csv", text.ToString()));
        var batch = new RowBatch(StretchTests.Numbered);
        using var reader = new TableReader(TableSources.Open([file], StretchTests.Numbered), new BadRowLog(BadRowPolicy.Stop, null), 2);
        reader.ReadAll(batch);

        Assert.That(batch.Count, Is.EqualTo(900_000));
        Assert.That(batch.NumberArray(0), Has.Length.InRange(900_000, 1_000_000));
    }

    private static string Outcome(TableSchema schema, BadRowPolicy policy, byte[][] tables, int rows, int threads)
    {
        var batch = new RowBatch(schema);
        using var reader = new TableReader(TableSources.Open([.. tables.Select(SmallTables.Bytes)], schema), new BadRowLog(policy, null), threads);
        var text = new StringBuilder();
        try
        {
            reader.ReadAll(batch, rows);
            text.Append(OneByOneReader.Show(batch));
            for (var row = 0; row < batch.Count; row++)
                text.Append(batch.OriginOf(row)).Append(batch.Keys(TableSchema.SplitKey)[row]).Append(batch.Keys(TableSchema.RecordKey)[row]).Append('\n');
            text.AppendJoin(';', reader.UnusedColumns).AppendJoin(';', reader.Account.Fingerprints);
            if (schema.Vocabularies is not null)
                text.AppendJoin(';', batch.Unseen(1));
        }
        catch (DataException error)
        {
            text.Append(error.Message).Append(error.Total);
        }
        var account = reader.Account;
        text.Append('\n').AppendJoin(';', account.Records, account.Rows, account.BlankRows, account.BadRows.Rows, account.BadRows.Lines);
        foreach (var tally in account.Tallies.OfType<NumberTally>())
            text.Append('\n').AppendJoin(';', [tally.Missing, tally.Others, .. tally.Examples]);
        return text.Append('\n').AppendJoin('\n', account.BadRows.First).ToString();
    }
}
