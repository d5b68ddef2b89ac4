using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables;

/// <summary>A record that cannot be read counts as all the lines that it takes in: an open quote may hold a thousand rows.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class SwallowedRowsTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("id", FieldKind.Text), ("x", FieldKind.Double), ("c", FieldKind.Text));

    private static readonly string Thousand = "id,x,c\n1,1,a\n2,2,\"b\n" + string.Concat(Enumerable.Range(3, 997).Select(i => $"{i},{i},c\n"))
        + "1000,1000,c\n";

    [Test]
    public void A_quote_that_is_never_closed_is_more_than_one_bad_row()
    {
        var error = Assert.Throws<DataException>(() => Skip(Thousand, 1))!;

        Assert.That(error.Code, Is.EqualTo(ExitCode.Data));
        Assert.That(error.Problems.Select(problem => problem.ToString()), Is.EqualTo(new[]
        {
            "stdin:3:5: 'c' is '\"b\\n3,3,c\\n4,4,c\\n5,5,c\\n6,6,c\\n7,7,c\\n8,8,c\\n…', bad quoting (a quote that is never closed), "
                + "in a row that takes in 999 lines, 3 to 1,001; expected quotes around the whole field, doubled inside",
            "bad rows: 1 rows that take in 999 lines, more than 1; expected at most that many lines (--max-bad)",
        }));
    }

    [Test]
    public void It_may_pass_where_as_many_lines_may_and_all_are_counted()
    {
        var read = Skip(Thousand, 999);

        Assert.That((read.Batch.Count, read.Bad.Rows), Is.EqualTo((1, 1L)));
        Assert.That(() => Skip(Thousand, 998), Throws.TypeOf<DataException>());
    }

    [TestCase("id,x,c\n1,1,\"a\n2,2,\"b\"\n3,3,c\n",
        "stdin:2:5: 'c' is '\"a\\n2,2,\"b\"', bad quoting (text after a closing quote), in a row that takes in 2 lines, 2 to 3;")]
    [TestCase("id,x,c\n1,\"1\n2,2\",\n3,3,c\n", "stdin:2:3: 'x' is '1\\n2,2', in a row that takes in 2 lines, 2 to 3;")]
    [TestCase("id,x,c\n1,\"1\n2,2,\"\n3,3,c\n", "stdin:2:3: a row of 2 fields, in a row that takes in 2 lines, 2 to 3;")]
    public void Lines_that_another_bad_row_takes_in_are_named_and_counted(string text, string expected)
    {
        Assert.That(SmallTables.Error(Schema, SmallTables.Text(text)).Message, Does.StartWith(expected));
        Assert.That(() => Skip(text, 1), Throws.TypeOf<DataException>());
        Assert.That(Skip(text, 2).Batch.Texts(0).ToArray(), Is.EqualTo(new[] { "3" }));
    }

    [Test]
    public void A_quarantine_counts_them_too_and_holds_every_line()
    {
        using var scratch = new Scratch();
        var path = scratch.At("bad.csv");
        using (var file = new QuarantineFile(AtomicFile.Create(path)))
            Assert.That(() => SmallTables.Read(Schema, new BadRowPolicy(true, path, 1), file, SmallTables.Text(Thousand)), Throws.TypeOf<DataException>());
        Assert.That(scratch.Names(), Is.Empty);
        using (var file = new QuarantineFile(AtomicFile.Create(path)))
        {
            SmallTables.Read(Schema, new BadRowPolicy(true, path, 999), file, SmallTables.Text(Thousand));
            file.Finish();
            ((IOutput)file).File.Place();
        }
        Assert.That(File.ReadAllText(path), Does.Contain("in a row that takes in 999 lines, 3 to 1,001").And.Contain("\n500,500,c\n"));
    }

    [Test]
    public void A_record_of_separators_without_an_end_is_refused_in_bounded_memory()
    {
        var packed = SmallTables.Gzip(System.Text.Encoding.ASCII.GetBytes("id,x,c\n1,1,a\n\"b\"b\n" + new string(',', 60 << 20)));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.That(() => SmallTables.Read(Schema, SmallTables.Bytes(packed)),
            Throws.TypeOf<DataException>().With.Message.Contains("stdin:4: a line with more than 16,777,216 separators; expected a record of a table"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(500L << 20));
    }

    private static Reading Skip(string text, long most) => SmallTables.Read(Schema, new BadRowPolicy(true, null, most), null, SmallTables.Text(text));
}
