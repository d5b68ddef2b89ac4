using System.Text;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables;

[TestFixture]
internal sealed class BadRowLogTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double), ("name", FieldKind.Text));
    private static readonly TableSchema Labelled = SmallTables.Schema(("y", FieldKind.Label)) with { Classes = ["no", "yes"] };

    private const string Number = "a number (decimal point, no thousands separator, at most ±1.8e308) or a missing value";
    private const string Quotes = "quotes around the whole field, doubled inside";

    [TestCase("x,name\n1,a\n1;5,b\n", "stdin:3:1: 'x' is '1;5'; expected " + Number)]
    [TestCase("name,x\nérable,five\n", "stdin:2:8: 'x' is 'five'; expected " + Number, Description = "columns count characters, not bytes")]
    [TestCase("name,x\n\"a \"\"b\"\"\nc\",five\n", "stdin:3:4: 'x' is 'five', in a row that takes in 2 lines, 2 to 3; expected " + Number)]
    [TestCase("name,x\r\"a\rb\",five\r", "stdin:3:4: 'x' is 'five', in a row that takes in 2 lines, 2 to 3; expected " + Number,
        Description = "CR alone ends a line")]
    [TestCase("x,name\n1\n", "stdin:2:1: a row of 1 fields; expected 2 fields as in the header")]
    [TestCase("x,name\n1,a,b\n", "stdin:2:5: a row of 3 fields; expected 2 fields as in the header")]
    [TestCase("x,name\n1,a,\n", "stdin:2:5: a row of 3 fields; expected 2 fields as in the header")]
    [TestCase("x,name\n1,a\"b\n", "stdin:2:3: 'name' is 'a\"b', bad quoting (a quote inside an unquoted field); expected " + Quotes)]
    [TestCase("x,name\n1, \"ab\"\n", "stdin:2:3: 'name' is ' \"ab\"', bad quoting (a quote inside an unquoted field); expected " + Quotes)]
    [TestCase("x,name\n\"1\",\"a\"b\n", "stdin:2:5: 'name' is '\"a\"b', bad quoting (text after a closing quote); expected " + Quotes)]
    [TestCase("x,name\n1,\"ab\n", "stdin:2:3: 'name' is '\"ab\\n', bad quoting (a quote that is never closed); expected " + Quotes)]
    [TestCase("x,name\n1,\"ab\n2,c\n3,d",
        "stdin:2:3: 'name' is '\"ab\\n2,c\\n3,d', bad quoting (a quote that is never closed), in a row that takes in 3 lines, 2 to 4; expected " + Quotes)]
    [TestCase("x,name\n1,\"", "stdin:2:3: 'name' is '\"', bad quoting (a quote that is never closed); expected " + Quotes)]
    public void A_bad_field_is_told_with_its_place_its_text_and_what_was_expected(string text, string expected) =>
        Assert.That(SmallTables.Problem(Schema, text).ToString(), Is.EqualTo(expected));

    [TestCase("id,y\n7,Yes\n", "stdin:2:3: 'y' is 'Yes'; expected one of the classes of the model: 'no', 'yes'")]
    [TestCase("id,y\n7,yes \n", "stdin:2:3: 'y' is 'yes '; expected one of the classes of the model: 'no', 'yes'")]
    [TestCase("id,y\n7,\n", "stdin:2:3: 'y' is empty; expected one of the classes of the model: 'no', 'yes'")]
    [TestCase("y,id\n,7\n", "stdin:2:1: 'y' is empty; expected one of the classes of the model: 'no', 'yes'")]
    public void An_unknown_label_is_told_with_the_known_ones(string text, string expected) =>
        Assert.That(SmallTables.Problem(Labelled, text).ToString(), Is.EqualTo(expected));

    [Test]
    public void A_label_is_needed_even_where_classes_are_learnt() =>
        Assert.That(SmallTables.Problem(Labelled with { Classes = null, Missing = MissingTexts.Everywhere(["?"]) }, "y,z\n?,1\n").ToString(),
            Is.EqualTo("stdin:2:1: 'y' is '?'; expected a class: every row needs its label ('?' is one of data.missing; "
                + "where it is a value here, give the markers by kind and column: { \"numeric\": [\"?\"], \"y\": [] })"));

    [TestCase("x,name\n1,M\u00e9r\n", "iso-8859-1", "stdin:2:3: 'name' is not valid UTF-8 (bytes 4DE972, likely Windows-1252 or ISO 8859-1)")]
    [TestCase("x,name\n1,\u0080\n", "iso-8859-1", "stdin:2:3: 'name' is not valid UTF-8 (bytes 80, likely Windows-1252)")]
    public void Other_encodings_are_told_with_the_likely_one(string text, string encoding, string expected)
    {
        var problem = SmallTables.Error(Schema, SmallTables.Bytes(Encoding.GetEncoding(encoding).GetBytes(text))).Problems.Single();

        Assert.That(problem.ToString(), Is.EqualTo(
            $"{expected}; expected UTF-8 (convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8; or train with data.encoding: \"windows1252\")"));
    }

    [Test]
    public void A_row_is_read_whole_even_where_only_an_unused_column_is_no_UTF_8() =>
        Assert.That(SmallTables.Error(Schema, SmallTables.Bytes(Encoding.Latin1.GetBytes("x,name,spare\n1,a,é\n"))).Message,
            Does.StartWith("stdin:2:5: 'spare' is not valid UTF-8"));

    [Test]
    public void The_first_ten_and_the_total_come_from_one_pass_over_all_files()
    {
        using var scratch = new Scratch();
        var one = scratch.Write("one.csv", "x,name\n" + string.Concat(Enumerable.Range(0, 6).Select(i => $"bad{i},\n")));
        var two = scratch.Write("two.csv", "name,x\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $",{(i % 2 == 0 ? "1" : "bad")}\n")));
        var error = SmallTables.Error(Schema, new InputFile(one), new InputFile(two));

        Assert.That(error.Total, Is.EqualTo(1006));
        Assert.That(error.Problems.Select(problem => problem.Where), Is.EqualTo(
            new[] { 2, 3, 4, 5, 6, 7 }.Select(line => $"{one}:{line}:1").Concat(new[] { 3, 5, 7, 9 }.Select(line => $"{two}:{line}:2"))));
        Assert.That(error.Message, Does.EndWith("… and 996 more (1,006 in all)"));
    }

    [Test]
    public void A_file_that_cannot_be_read_does_not_hide_the_bad_rows_before_it()
    {
        var error = SmallTables.Error(Schema, SmallTables.Text("x,name\nbad,\n"), SmallTables.Text("X,name\n1,\n"));

        Assert.That(error.Problems.Select(problem => problem.Found), Is.EqualTo(new[] { "'x' is 'bad'", "no column 'x'" }));
    }

    [Test]
    public void Every_bad_field_of_a_row_counts() =>
        Assert.That(SmallTables.Error(SmallTables.Schema(("a", FieldKind.Single), ("b", FieldKind.Single)), SmallTables.Text("a,b\nx,y\n")).Total,
            Is.EqualTo(2));

    [Test]
    public void Skipped_rows_are_left_out_and_counted()
    {
        var read = SmallTables.Read(Schema, new BadRowPolicy(true, null, 3), null, SmallTables.Text("x,name\n1,a\nbad,b\n3\n4,\"d\"d\n5,e\n"));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d, 5 }));
        Assert.That((read.Bad.Rows, read.Bad.First.Count), Is.EqualTo((3L, 3)));
        Assert.That(read.Reader.Account.Fingerprints.Single().Rows, Is.EqualTo(5));
    }

    [Test]
    public void More_bad_rows_than_allowed_are_an_error()
    {
        var policy = new BadRowPolicy(true, null, 1);
        var error = Assert.Throws<Pipeline.Model.Problems.DataException>(
            () => SmallTables.Read(Schema, policy, null, SmallTables.Text("x,name\nbad,\n1,a\nworse,\n")))!;

        Assert.That(error.Problems.Select(problem => problem.Found), Is.EqualTo(new[] { "'x' is 'bad'", "'x' is 'worse'", "more than 1" }));
    }
}
