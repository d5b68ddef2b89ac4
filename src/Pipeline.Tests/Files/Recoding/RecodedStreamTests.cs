using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tests.Tables;

namespace Pipeline.Tests.Files.Recoding;

/// <summary>What is no character in the encoding of a file is refused as it is in UTF-8: nothing is replaced in silence.</summary>
[TestFixture]
internal sealed class RecodedStreamTests
{
    private const string Whole = "expected whole characters (write the file again from where it came from, best as UTF-8)";

    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double), ("id", FieldKind.Text));

    private static readonly string[] unicode = ["utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    [TestCaseSource(nameof(unicode))]
    public void A_lone_surrogate_is_a_bad_row_with_its_place(string name)
    {
        var bytes = Encode(name, "x,id\n1,größe 😀\n2,añ", 0xd83d, "b\n3,c\n", 0xde00, "\n");
        var error = SmallTables.Error(Schema, SmallTables.Bytes(bytes));

        Assert.That(error.Problems.Select(problem => problem.ToString()), Is.EqualTo(new[]
        {
            "stdin:3:3: 'id' is half of a character, the surrogate U+D83D; " + Whole,
            "stdin:5:1: 'x' is half of a character, the surrogate U+DE00; " + Whole,
        }));
        var read = SmallTables.Read(Schema, new BadRowPolicy(true, null, 2), null, SmallTables.Bytes(SmallTables.Gzip(bytes)));
        Assert.That(read.Batch.Texts(1).ToArray(), Is.EqualTo(new[] { "größe 😀", "c" }), "left out like other bad rows");
    }

    [TestCaseSource(nameof(unicode))]
    public void A_file_cut_in_its_last_character_is_refused(string name)
    {
        var whole = Encode(name, "x,id\n1,ab");
        for (var cut = 1; cut < (name.StartsWith("utf-16", StringComparison.Ordinal) ? 2 : 4); cut++)
        {
            Assert.That(SmallTables.Error(Schema, SmallTables.Bytes(whole[..^cut])).Problems.Single().ToString(),
                Is.EqualTo("stdin:2:3: 'id' is half of a character, where the file ends; " + Whole));
        }
        Assert.That(SmallTables.Error(Schema, SmallTables.Bytes([.. Encode(name, "x,id\n1,a\n"), 0x41])).Problems.Single().Where, Is.EqualTo("stdin:3:1"),
            "behind the last line too");
        Assert.That(SmallTables.Error(Schema, SmallTables.Bytes(Encode(name, "x,id\n1,a", 0xd83d))).Message, Does.Contain("U+D83D"));
    }

    [TestCase("utf-32", 0x110000u)]
    [TestCase("utf-32BE", 0x110000u)]
    [TestCase("utf-32", 0xffffffffu)]
    public void A_code_point_beyond_the_last_is_refused(string name, uint point) =>
        Assert.That(SmallTables.Error(Schema, SmallTables.Bytes(Encode(name, "x,id\n1,a", point, "b\n"))).Problems.Single().ToString(),
            Does.StartWith("stdin:2:3: 'id' is a code point beyond U+10FFFF, the last one of Unicode; expected whole characters"));

    [TestCaseSource(nameof(unicode))]
    public void In_the_header_it_is_refused_too(string name) =>
        Assert.That(SmallTables.Error(Schema, SmallTables.Bytes(Encode(name, "x,größe,id", 0xd83d, "\n1,2,3\n"))).Problems.Single().ToString(),
            Does.StartWith("stdin:1:9: a header that is half of a character, the surrogate U+D83D; expected whole characters"));

    [TestCase(0x81)]
    [TestCase(0x8d)]
    [TestCase(0x8f)]
    [TestCase(0x90)]
    [TestCase(0x9d)]
    public void A_byte_that_Windows_1252_does_not_define_is_refused(byte undefined)
    {
        var schema = Schema with { Form = new TableForm { Encoding = TextEncoding.Windows1252 } };
        var error = SmallTables.Error(schema, SmallTables.Bytes([.. "x,id\n1,"u8, 0x80, undefined, .. "b\n"u8]));

        Assert.That(error.Problems.Single().ToString(), Is.EqualTo(
            $"stdin:2:3: 'id' is the byte {undefined:X2}, which Windows-1252 does not define; expected text in the encoding that data.encoding names"));
        var latin = schema with { Form = new TableForm { Encoding = TextEncoding.Latin1 } };
        Assert.That(SmallTables.Read(latin, SmallTables.Bytes([.. "x,id\n1,"u8, undefined, .. "b\n"u8])).Batch.Texts(1)[0], Is.EqualTo($"{(char)undefined}b"),
            "ISO 8859-1 defines all");
    }

    [Test]
    public void Text_that_is_whole_is_what_it_was_however_it_is_cut()
    {
        var character = Gen.Frequency((8, Gen.Int['a', 'e']), (2, Gen.Int[0xa0, 0xff]), (2, Gen.Int[0x4e00, 0x4e20]), (2, Gen.Int[0x1f600, 0x1f610]));
        Gen.Select(character.Array[0, 40_000], Gen.Int[0, 4], Gen.Int[1, 70_000]).Sample((points, which, piece) =>
        {
            var name = which == 4 ? "windows-1252" : unicode[which];
            var text = "x,id\n1," + string.Concat(points.Where(point => which < 4 || point < 256).Select(char.ConvertFromUtf32));
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            var schema = which == 4 ? Schema with { Form = new TableForm { Encoding = TextEncoding.Windows1252 } } : Schema;
            var file = new InputFile("-", new SlowStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], piece));
            return SmallTables.Read(schema, file).Batch.Texts(1)[0] == text[7..];
        }, iter: 60);
    }

    /// <summary>Text and code units or points that are none, with the mark of their encoding.</summary>
    private static byte[] Encode(string name, params object[] parts)
    {
        var encoding = Encoding.GetEncoding(name);
        var big = name.EndsWith("BE", StringComparison.Ordinal);
        return [.. encoding.GetPreamble(), .. parts.SelectMany(part => part is string text ? encoding.GetBytes(text) : Unit(Convert.ToUInt32(part, null)))];

        byte[] Unit(uint unit)
        {
            var bytes = BitConverter.GetBytes(unit)[..(name.StartsWith("utf-16", StringComparison.Ordinal) ? 2 : 4)];
            return big ? [.. bytes.Reverse()] : bytes;
        }
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);
    }
}
