using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Tests.Tables.Csv;

[TestFixture]
internal sealed class RecordRulesTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double), ("c", FieldKind.Category), ("id", FieldKind.Text));

    [TestCase("x,c,id\n1,a,b\n,,\n")]
    [TestCase("x,c,id\n1,a,b\n,,,,,\n", Description = "of another number of fields too")]
    [TestCase("x,c,id\n1,a,b\n,,")]
    public void A_row_of_separators_is_an_error_with_its_line_and_the_remedy(string text) =>
        Assert.That(SmallTables.Problem(Schema, text).ToString(), Is.EqualTo(
            "stdin:3:1: a row of separators only; "
            + "expected values in it (--blank-rows skip leaves such rows out, --blank-rows score takes every field as missing)"));

    [Test]
    public void It_is_left_out_and_counted_or_scored_where_that_is_asked_for()
    {
        const string text = "x,c,id\n,,\n1,a,b\n,,\n,,,\n\n,,c\n";
        var skipped = SmallTables.Read(Schema with { BlankRows = BlankRowPolicy.Skip }, SmallTables.Text(text));

        Assert.That(skipped.Batch.Texts(2).ToArray(), Is.EqualTo(new[] { "b", "c" }));
        Assert.That((skipped.Reader.Account.BlankRows, skipped.Reader.Account.Fingerprints[0].Rows), Is.EqualTo((3L, 2L)));
        var scored = SmallTables.Read(Schema with { BlankRows = BlankRowPolicy.Score }, new BadRowPolicy(true, null, 1), null, SmallTables.Text(text));
        Assert.That(scored.Batch.Texts(2).ToArray(), Is.EqualTo(new[] { "", "b", "", "c" }));
        Assert.That((scored.Bad.Rows, scored.Bad.First[0].Found), Is.EqualTo((1L, "a row of 4 fields")));
    }

    [TestCase("x\ty\n1\t2\n\t\n", '\t')]
    [TestCase("x;y\n1;2\n;\n", ';')]
    public void Whatever_the_separator(string text, char separator) =>
        Assert.That(SmallTables.Problem(SmallTables.Schema(("x", FieldKind.Double)) with { Separator = separator }, text).Found,
            Is.EqualTo("a row of separators only"));

    [TestCase(", ,\n", true, true)]
    [TestCase(" ,,\t\n", true, true)]
    [TestCase(" ,,\n", false, false)]
    [TestCase("\"\",,\n", false, false)]
    [TestCase("\"\",,\n", true, false)]
    public void Blanks_count_for_nothing_only_where_they_are_taken_off(string row, bool trims, bool isBlank)
    {
        var schema = SmallTables.Schema(("c", FieldKind.Category)) with { Form = new TableForm { Trim = trims }, BlankRows = BlankRowPolicy.Skip };

        Assert.That(SmallTables.Read(schema, SmallTables.Text($"c,d,e\n{row}")).Reader.Account.BlankRows, Is.EqualTo(isBlank ? 1 : 0));
    }

    [TestCase("x,c,id\n1,a,b\nx,c,id\n2,a,b\n")]
    [TestCase("x,c,id\n1,a,b\n\"x\",c,\"id\"\n2,a,b\n", Description = "quoted otherwise")]
    public void The_header_among_the_rows_of_joined_files_is_named(string text) =>
        Assert.That(SmallTables.Problem(Schema, text).ToString(), Is.EqualTo(
            "stdin:3:1: the header once more; expected rows behind the one header (of files that were joined, only the first keeps its header line)"));

    [Test]
    public void It_is_named_where_every_column_would_take_it_too()
    {
        var schema = SmallTables.Schema(("c", FieldKind.Category), ("y", FieldKind.Label));

        Assert.That(SmallTables.Problem(schema, "c,y\na,b\nc,y\n").Found, Is.EqualTo("the header once more"));
        Assert.That(SmallTables.Read(SmallTables.Schema(("c", FieldKind.Category)), SmallTables.Text("c\nb\nc\n")).Batch.Texts(0).ToArray(),
            Is.EqualTo(new[] { "b", "c" }), "in one column it may be a value");
    }

    [Test]
    public void It_is_left_out_with_the_other_rows_that_cannot_be_read()
    {
        var read = SmallTables.Read(Schema, new BadRowPolicy(true, null, 1), null, SmallTables.Text("x,c,id\n1,a,b\nx,c,id\n2,a,b\n"));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d, 2 }));
    }
}
