using System.Text;
using CsCheck;
using CsvHelper;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;

namespace Pipeline.Tests.Tables.Csv;

/// <summary>The header is held to the rules of a record, and must stand on one line: what it swallowed would be missing without a word.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class HeaderReaderTests
{
    private const string Quotes = "quotes around the whole field, doubled inside";
    private const string OneLine = "a header on one line";

    private static readonly TableSchema Schema = SmallTables.Schema(("id", FieldKind.Text));

    [TestCase("id,x,c,\"open\n1,2,a,1\n2,3,b,1",
        "stdin:1:8: a column name '\"open\\n1,2,a,1\\n2,3,b,1', bad quoting (a quote that is never closed), in a header that takes in 3 lines, 1 to 3; "
            + "expected " + Quotes)]
    [TestCase("id,x,c,\"open\n1,2,a,1\n2,3,b,1\n",
        "stdin:1:8: a column name '\"open\\n1,2,a,1\\n2,3,b,1\\n', bad quoting (a quote that is never closed), in a header that takes in 3 lines, 1 to 3;")]
    [TestCase("id,x,c,\"open\r\n1,2,a,1\r\n",
        "stdin:1:8: a column name '\"open\\r\\n1,2,a,1\\r\\n', bad quoting (a quote that is never closed), in a header that takes in 2 lines, 1 to 2;")]
    [TestCase("id,x,c,\"note\n1,2,a,\"t\"\n2,3,b,\"u\"\n3,4,c,\"v\"",
        "stdin:1:8: a column name '\"note\\n1,2,a,\"t\"', bad quoting (text after a closing quote), in a header that takes in 2 lines, 1 to 2; expected "
            + Quotes)]
    [TestCase("id,\"x\"y\n1,2\n", "stdin:1:4: a column name '\"x\"y', bad quoting (text after a closing quote); expected " + Quotes)]
    [TestCase("id,größe 5\" x\n1,2\n", "stdin:1:4: a column name 'größe 5\" x', bad quoting (a quote inside an unquoted field); expected " + Quotes)]
    [TestCase("größe, \"x\"\n1,2\n", "stdin:1:7: a column name ' \"x\"', bad quoting (a quote inside an unquoted field); expected " + Quotes)]
    [TestCase("id,\"", "stdin:1:4: a column name '\"', bad quoting (a quote that is never closed); expected " + Quotes)]
    public void Bad_quoting_is_told_with_its_place_and_the_lines_that_it_takes_in(string text, string expected) =>
        Assert.That(SmallTables.Problem(Schema, text).ToString(), Does.StartWith(expected));

    [TestCase("id,x,c,\"note\n1,2,a,\"\n2,3,b,\"u\"\n", "stdin:1:8: a column name that takes in 2 lines, 1 to 2: 'note\\n1,2,a,'; expected " + OneLine)]
    [TestCase("\"id\n1\n2\"\n3\n", "stdin:1:1: a column name that takes in 3 lines, 1 to 3: 'id\\n1\\n2'; expected " + OneLine,
        Description = "rows of one column too")]
    [TestCase("id,\"a\rb\"\r1,2\r", "stdin:1:4: a column name that takes in 2 lines, 1 to 2: 'a\\rb'; expected " + OneLine)]
    public void A_name_that_holds_a_line_end_is_refused_however_well_its_quotes_are_closed(string text, string expected) =>
        Assert.That(SmallTables.Problem(Schema, text).ToString(), Does.StartWith(expected).And.Contain("data.skipLines"));

    [TestCase("note\nsecond\nid,\"x\n1,2\n", 2, "stdin:3:4: ")]
    [TestCase("sep=,\nid,\"x\n1,2\n", 0, "stdin:2:4: ")]
    public void The_place_is_one_of_the_file(string text, int skipped, string place) =>
        Assert.That(SmallTables.Problem(Schema with { Form = new TableForm { SkipLines = skipped } }, text).ToString(), Does.StartWith(place));

    [Test]
    public void Bytes_that_are_no_text_are_told_with_their_column_wherever_they_stand()
    {
        Assert.That(Problem([.. "id,größe,\""u8, 0xe9, .. "\"\n1,2,3\n"u8]).ToString(),
            Does.StartWith("stdin:1:10: a header that is not valid UTF-8 (bytes 22E922, likely Windows-1252"));
        Assert.That(Problem([.. "id,a\0b\n1,2\n"u8]).ToString(), Does.StartWith("stdin:1:4: a header with NUL characters"));
    }

    [Test]
    public void Names_are_what_they_are_without_their_quotes()
    {
        var header = TableSources.ReadHeader(SmallTables.Text("id,\"a \"\"b\"\"\",\"c,d\",,\" e \",\"\"\n1,2,3,4,5,6\n"), ',');

        Assert.That(header, Is.EqualTo(new[] { "id", "a \"b\"", "c,d", "", " e ", "" }));
    }

    [Test]
    public void What_is_no_sound_record_on_one_line_is_no_header()
    {
        var characters = Gen.Frequency((4, Gen.Const('a')), (2, Gen.Const('é')), (3, Gen.Const(',')), (3, Gen.Const('"')), (1, Gen.Const('\n')),
            (1, Gen.Const('\r')), (1, Gen.Const(' ')));
        characters.Array[0, 12].Sample(text =>
        {
            var expected = Sound(new string(text));
            IReadOnlyList<string>? actual = null;
            try
            {
                actual = TableSources.ReadHeader(SmallTables.Text(new string(text)), ',');
            }
            catch (DataException)
            {
            }
            return expected is null ? actual is null : actual is not null && expected.SequenceEqual(actual);
        }, iter: 20_000);
    }

    [TestCase(99_999, true)]
    [TestCase(100_000, true)]
    [TestCase(100_001, false)]
    public void A_table_has_at_most_100_000_columns(int columns, bool isRead)
    {
        var text = "id" + new string(',', columns - 1) + "\n";

        if (isRead)
            Assert.That(TableSources.ReadHeader(SmallTables.Text(text), ','), Has.Count.EqualTo(columns));
        else
            Assert.That(SmallTables.Problem(Schema, text).ToString(), Is.EqualTo("stdin:1: more than 100,000 columns; expected at most 100,000"));
    }

    [Test]
    public void A_name_has_at_most_64_KiB()
    {
        Assert.That(TableSources.ReadHeader(SmallTables.Text($"id,{new string('x', 64 << 10)}\n"), ',')[1], Has.Length.EqualTo(64 << 10));
        Assert.That(SmallTables.Problem(Schema, $"id,{new string('x', (64 << 10) + 1)}\n").ToString(),
            Is.EqualTo("stdin:1:4: a column name of 65,537 bytes, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'; expected at most 65,536 bytes"));
    }

    [TestCase("id", ',')]
    [TestCase("id,", 'x')]
    [TestCase("id,\"", 'x')]
    [TestCase("id,\"", ',')]
    [TestCase("id,", '"')]
    [TestCase("id,\"", '\n')]
    public void A_header_without_an_end_is_refused_in_bounded_memory(string start, char character)
    {
        var packed = SmallTables.Gzip(Encoding.ASCII.GetBytes(start + new string(character, 200 << 20)));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.That(() => SmallTables.Read(Schema, SmallTables.Bytes(packed)), Throws.TypeOf<DataException>());
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(200L << 20));
    }

    /// <summary>The fields of the first record, or null where it is not sound, takes in several lines or is nothing.</summary>
    private static List<string>? Sound(string text)
    {
        CsvMalformedReason? malformed = null;
        using var reader = CsvReader.Create(Encoding.UTF8.GetBytes(text), CsvReaderOptions.Default with
        {
            HasHeader = false,
            SkipEmptyLines = false,
            OnMalformedRecord = record => malformed = record.Reason,
        });
        if (!reader.Read() || malformed is not (null or CsvMalformedReason.FieldCountMismatch) || reader.RawRecord.IndexOfAny("\r\n"u8) >= 0)
            return null;
        var names = Enumerable.Range(0, reader.FieldCount).Select(field => Encoding.UTF8.GetString(reader.GetSpan(field))).ToList();
        return names is [""] ? null : names;
    }

    private static Problem Problem(byte[] bytes) => SmallTables.Error(Schema, SmallTables.Bytes(bytes)).Problems.Single();
}
