using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tests.Tables.Csv;

namespace Pipeline.Tests.Tables;

/// <summary>Files that are written in other ways than a header, commas, points and UTF-8.</summary>
[TestFixture]
internal sealed class TableFormTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double), ("c", FieldKind.Category));

    [Test]
    public void Numbers_are_read_as_their_column_is_written()
    {
        var form = new TableForm
        {
            Decimal = ',',
            Numbers = new Dictionary<string, NumberText> { ["price"] = new(',', '.', false, "€"), ["share"] = new('.', null, true, null) },
        };
        var schema = SmallTables.Schema(("x", FieldKind.Single), ("price", FieldKind.Double), ("share", FieldKind.Double), ("w", FieldKind.Weight)) with
        {
            Form = form,
            Separator = ';',
            Missing = MissingTexts.Everywhere("-9,00"),
        };
        var batch = SmallTables.Read(schema, SmallTables.Text("x;price;share;w\n1,5;1.234,50 €;12.5%;2,5\n-9;-9,000;;1\n")).Batch;

        Assert.That(batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1.5, double.NaN }));
        Assert.That(batch.Numbers(1).ToArray(), Is.EqualTo(new[] { 1234.5, double.NaN }));
        Assert.That(batch.Numbers(2).ToArray(), Is.EqualTo(new[] { 0.125, double.NaN }));
        Assert.That(batch.Numbers(3).ToArray(), Is.EqualTo(new[] { 2.5, 1 }));
        Assert.That(SmallTables.Problem(schema, "x;price;share;w\n1.5;1;1%;1\n").ToString(), Is.EqualTo(
            "stdin:2:1: 'x' is '1.5'; expected a number (decimal comma, no thousands separator, at most ±3.4e38) or a missing value "
            + "(where '1.5' is a number, train with data.decimal: \".\")"));
    }

    [Test]
    public void Blanks_are_taken_off_fields_and_names_where_the_form_says_so()
    {
        const string text = "x , c\n 1 , red \n NA ,\"\tblue\"\n , ?\n";
        var trimmed = SmallTables.Read(Schema with
        {
            Form = new TableForm { Trim = true },
            Missing = MissingTexts.Everywhere("NA", "?"),
            BlankRows = BlankRowPolicy.Score
        }, SmallTables.Text(text)).Batch;

        Assert.That(trimmed.Numbers(0).ToArray(), Is.EqualTo(new[] { 1, double.NaN, double.NaN }));
        Assert.That(trimmed.Texts(1).ToArray(), Is.EqualTo(new[] { "red", "blue", "" }));
        Assert.That(SmallTables.Error(Schema, SmallTables.Text(text)).Message, Does.Contain("no column 'x'"), "without it names match exactly");
    }

    [Test]
    public void An_unseen_category_is_told_without_its_blanks()
    {
        var schema = Schema with { Form = new TableForm { Trim = true }, Vocabularies = new Dictionary<string, IReadOnlyList<string>> { ["c"] = ["red"] } };
        var batch = SmallTables.Read(schema, SmallTables.Text("x,c\n1, red\n2, blue \n")).Batch;

        Assert.That(batch.Categories(1).ToArray(), Is.EqualTo(new[] { 0, CategoryNumber.Unseen }));
        Assert.That(batch.Unseen(1), Is.EqualTo(new[] { "blue" }));
    }

    [TestCase(TextEncoding.Windows1252, "windows-1252", "Mér€ “x”")]
    [TestCase(TextEncoding.Latin1, "iso-8859-1", "Mérÿ")]
    [TestCase(TextEncoding.Utf16LE, "utf-16LE", "ő汉")]
    [TestCase(TextEncoding.Utf16BE, "utf-16BE", "ő汉")]
    public void Other_encodings_are_read_where_the_form_names_them(TextEncoding encoding, string name, string text)
    {
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)).GetBytes($"x,größe\n1,{text}\n");
        var schema = SmallTables.Schema(("x", FieldKind.Double), ("größe", FieldKind.Text)) with { Form = new TableForm { Encoding = encoding } };

        Assert.That(SmallTables.Read(schema, SmallTables.Bytes(bytes)).Batch.Texts(1)[0], Is.EqualTo(text));
        Assert.That(SmallTables.Read(schema, SmallTables.Bytes(SmallTables.Gzip(bytes))).Batch.Texts(1)[0], Is.EqualTo(text));
        Assert.That(SmallTables.Read(schema, SmallTables.Bytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"x,größe\n1,{text}\n")])).Batch.Texts(
            1)[0], Is.EqualTo(text), "a mark goes before it");
    }

    [TestCase("utf-16LE", "stdin:1: UTF-16 without a byte order mark", "data.encoding: \"utf16LE\"")]
    [TestCase("utf-16BE", "stdin:1: UTF-16 without a byte order mark", "data.encoding: \"utf16BE\"")]
    [TestCase("iso-8859-1", "stdin:1:5: a header that is not valid UTF-8 (bytes 6772F6DF65, likely Windows-1252 or ISO 8859-1)",
        "data.encoding: \"windows1252\"")]
    public void An_encoding_that_nobody_named_is_told_from_the_header(string name, string found, string remedy)
    {
        var error = SmallTables.Error(Schema, SmallTables.Bytes(Encoding.GetEncoding(name).GetBytes("xyz,größe,c\n1,a,b\n"))).Problems.Single();

        Assert.That(error.ToString(), Does.StartWith(found).And.Contain(remedy));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Lines_before_the_header_are_skipped_whatever_is_in_them_and_counted(string end)
    {
        var text = string.Join(end, "Report of \"the day", "a,b,\"c", "x,c", "1,red", "bad,red", "");
        var read = SmallTables.Read(Schema with { Form = new TableForm { SkipLines = 2 } }, new BadRowPolicy(true, null, 1), null, SmallTables.Text(text));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d }));
        Assert.That(read.Bad.First[0].Where, Is.EqualTo("stdin:5:1"));
        Assert.That(SmallTables.Error(Schema with { Form = new TableForm { SkipLines = 1 } }, SmallTables.Text("note\nx,d\n")).Problems.Single().Where,
            Is.EqualTo("stdin:2"));
        Assert.That(SmallTables.Error(Schema with { Form = new TableForm { SkipLines = 9 } }, SmallTables.Text(text)).Message, Does.Contain("data.skipLines"));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void Comment_lines_are_no_rows_and_keep_the_numbers_of_the_others(string end)
    {
        var text = string.Join(end, "# written \"by, night", "# again", "x,c", "1,red", "# it's \"so", "2,\"#no comment", "# nor this\"", "bad,#red", "#");
        var read = SmallTables.Read(Schema with { Form = new TableForm { Comment = "#" } }, new BadRowPolicy(true, null, 1), null, SmallTables.Text(text));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d, 2 }));
        Assert.That(read.Batch.Texts(1)[1], Is.EqualTo($"#no comment{end}# nor this"));
        Assert.That(read.Bad.First[0].Where, Is.EqualTo("stdin:8:1"));
    }

    [Test]
    public void Comments_make_no_difference_wherever_they_stand_and_however_the_text_is_cut()
    {
        var line = Gen.OneOf(Gen.Const("// note"), Gen.Const("//"), Gen.Const("// \"open, quote"), Gen.Const("1,red"), Gen.Const("2,\"/\""),
            Gen.Const("3,\"two\n// lines\""), Gen.Const("/,blue"), Gen.Const(""));
        Gen.Select(line.Array[0, 40], Gen.Int[1, 9], Gen.Bool).Sample((lines, piece, ends) =>
        {
            var schema = SmallTables.Schema(("x", FieldKind.Text), ("c", FieldKind.Text));
            var with = Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend("x,c")) + (ends ? "\n" : ""));
            var without = string.Join('\n', lines.Where(text => !text.StartsWith("//", StringComparison.Ordinal)).Prepend("x,c"));
            var commented = new InputFile("-", new SlowStream(with, piece));
            var expected = SmallTables.Read(schema, SmallTables.Text(without)).Batch;
            var actual = SmallTables.Read(schema with { Form = new TableForm { Comment = "//" } }, commented).Batch;
            return OneByOneReader.Show(expected) == OneByOneReader.Show(actual);
        }, iter: 500);
    }

    [Test]
    public void Files_without_a_header_have_the_columns_that_the_form_names()
    {
        var schema = Schema with { Form = new TableForm { Names = ["c", "spare", "x"] } };
        var read = SmallTables.Read(schema, SmallTables.Text("red,s,1\nblue,s,2\n"), SmallTables.Text("green,,3"), SmallTables.Text(""));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d, 2, 3 }));
        Assert.That(read.Reader.UnusedColumns, Is.EqualTo(new[] { "spare" }));
        Assert.That(read.Reader.Account.Fingerprints.Select(file => file.Rows), Is.EqualTo(new[] { 2L, 1, 0 }));
        Assert.That(SmallTables.Problem(schema, "red,s,1\nred,1\n").ToString(), Is.EqualTo("stdin:2:5: a row of 2 fields; expected 3 fields as in the header"));
        Assert.That(SmallTables.Problem(schema, "c,spare,x\nred,s,1\n").ToString(),
            Does.StartWith("stdin:1:1: the names of the columns; expected rows alone, since data.names tells the columns"));
    }

    [TestCase("sep=,\n")]
    [TestCase("SEP=,\r\n")]
    [TestCase("\ufeffsep=,\r")]
    [TestCase("\"sep=,\"\n")]
    public void A_first_line_that_names_the_separator_is_honoured(string line)
    {
        var read = SmallTables.Read(Schema, new BadRowPolicy(true, null, 1), null, SmallTables.Text($"{line}x,c\n1,red\nbad,red\n"));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d }));
        Assert.That(read.Bad.First[0].Where, Is.EqualTo("stdin:4:1"));
    }

    [TestCase("sep=;\nx;c\n", ',', "stdin:1: a line that names ';' as the separator; expected fields separated by ','. Give the separator of the file")]
    [TestCase("sep=\t\nx,c\n", ',', "stdin:1: a line that names tabs as the separator; expected fields separated by ','")]
    [TestCase("sep=,\nx;c\n", ';', "stdin:1: a line that names ',' as the separator; expected fields separated by ';'")]
    public void One_that_names_another_separator_is_an_error_with_both(string text, char separator, string expected) =>
        Assert.That(SmallTables.Error(Schema with { Separator = separator }, SmallTables.Text(text)).Message, Does.StartWith(expected));

    [TestCase("sep=\n")]
    [TestCase("sep=,,\n")]
    [TestCase("sep=,c\n")]
    [TestCase("separator\n")]
    public void Other_first_lines_are_headers(string header) =>
        Assert.That(SmallTables.Error(Schema, SmallTables.Text(header)).Message, Does.Contain("no column 'x'"));

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);
    }
}
