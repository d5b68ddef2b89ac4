using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using Pipeline.Fuzz.Plain;

namespace Pipeline.Tests.Fuzz;

/// <summary>The reader that the program's is held against, held to RFC 4180 by examples worked out by hand.</summary>
[TestFixture]
internal sealed class PlainTableTests
{
    private static readonly PlainForm form = new() { Id = "id", Numbers = [("x", false)], Texts = ["c"] };

    [TestCase("id,x,c\n1,2,a\n", "1|2|a")]
    [TestCase("id,x,c\r\n1,2,a\r\n3,4,b", "1|2|a/3|4|b")]
    [TestCase("id,x,c\r1,2,a\r\r3,4,b\r", "1|2|a/3|4|b")]
    [TestCase("id,x,c\n\"1\",\"2\",\"a\"\n", "1|2|a")]
    [TestCase("id,x,c\n\"say \"\"so\"\"\",2,\"two\nlines, and a comma\"\n3,4,b\n", "say \"so\"|2|two\nlines, and a comma/3|4|b")]
    [TestCase("\"id\",\"x\",\"c\",\"a name\nof two lines\"\n1,2,a,\n", "1|2|a")]
    [TestCase("c,id,more,x\na,1,m,2\n", "1|2|a")]
    [TestCase("id,x,c\n1,,\n", "1|NaN|")]
    [TestCase("id,x,c\n1,\"\",\"\"\n", "1|NaN|")]
    [TestCase("sep=,\nid,x,c\n1,2,a\n", "1|2|a")]
    public void A_sound_table_gives_its_rows(string text, string rows)
    {
        Assert.That(Show(PlainTable.Read(Encoding.UTF8.GetBytes(text), form)), Is.EqualTo(rows));
    }

    [TestCase("1,2\n", "another number of fields")]
    [TestCase("1,2,a,b\n", "another number of fields")]
    [TestCase("1,2,a\"b\n", "wrong quotes")]
    [TestCase("1,2,\"a\"b\n", "wrong quotes")]
    [TestCase("1,2,\"a\n3,4,b\n", "wrong quotes")]
    [TestCase("1,two,a\n", "no number")]
    [TestCase("1,1e39,a\n", "no number")]
    [TestCase(",,\n", "a row of separators only")]
    [TestCase("id,x,c\n", "no number")]
    public void A_bad_row_is_told(string row, string fault)
    {
        var table = PlainTable.Read(Encoding.UTF8.GetBytes("id,x,c\n" + row), form);

        Assert.That(table.Rows.Select(one => one.Fault), Is.EqualTo([fault]));
    }

    [TestCase("")]
    [TestCase("\n1,2,a\n")]
    [TestCase("id,x\n")]
    [TestCase("id,x,c,c\n")]
    [TestCase("id,x,c,\"open\n1,2,a,1\n2,3,b,1\n")]
    [TestCase("id,x,c,\"note\n1,2,a,\"t\"\n2,3,b,\"u\"\n3,4,c,\"v\"\n")]
    [TestCase("id,x,c\0\n")]
    [TestCase("sep=;\nid,x,c\n")]
    public void A_table_that_is_unsound_as_a_whole_is_refused(string text)
    {
        Assert.That(() => PlainTable.Read(Encoding.UTF8.GetBytes(text), form), Throws.TypeOf<RefusedException>());
    }

    [Test]
    public void Every_encoding_with_its_mark_gives_the_same_text()
    {
        Encoding[] encodings =
        [
            new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UTF32Encoding(false, true), new UTF32Encoding(true, true),
        ];
        foreach (var encoding in encodings)
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("id,x,c\né\ud83d\udca9,2,€\n")];
            Assert.That(Show(PlainTable.Read(bytes, form)), Is.EqualTo("é\ud83d\udca9|2|€"), encoding.EncodingName);
        }
    }

    [TestCase(new byte[] { 0x80 })]
    [TestCase(new byte[] { 0xc0, 0x80 })]
    [TestCase(new byte[] { 0xed, 0xa0, 0x80 })]
    [TestCase(new byte[] { 0xf4, 0x90, 0x80, 0x80 })]
    [TestCase(new byte[] { 0xe2, 0x82 })]
    public void Bytes_that_are_no_characters_are_told(byte[] bytes)
    {
        var table = PlainTable.Read([.. "id,x,c\n1,2,"u8, .. bytes], form);

        Assert.That(table.Rows.Single().Fault, Is.EqualTo("bytes that are no text"));
    }

    [Test]
    public void Half_a_surrogate_pair_and_half_a_character_are_told()
    {
        byte[] lone = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("id,x,c\n1,2,"), 0x00, 0xd8, .. Encoding.Unicode.GetBytes("z\n")];
        byte[] cut = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("id,x,c\n1,2,z"), 0x41];

        Assert.That(PlainTable.Read(lone, form).Rows.Single().Fault, Is.EqualTo("bytes that are no text"));
        Assert.That(PlainTable.Read(cut, form).Rows.Single().Fault, Is.EqualTo("bytes that are no text"));
    }

    [Test]
    public void Lines_before_the_header_comments_blanks_and_decimal_commas_are_read_as_the_form_says()
    {
        var other = form with { Separator = ';', Decimal = ',', Trim = true, IsWindows1252 = true, Comment = '#', SkipLines = 1 };
        byte[] bytes = [.. "\"before\n# \"c\n id ; x ;c\n#\"\n 1;2,5 ;"u8, 0x80, .. "\n"u8];

        Assert.That(Show(PlainTable.Read(bytes, other)), Is.EqualTo("1|2.5|€"));
    }

    [TestCase("error", 1, 1)]
    [TestCase("skip", 1, 0)]
    [TestCase("score", 2, 0)]
    public void Rows_of_separators_only_go_by_the_policy(string policy, int good, int bad)
    {
        var rows = PlainTable.Read("id,x,c\n,,\n1,2,a\n"u8.ToArray(), form with { BlankRows = policy }).Rows;

        Assert.That((rows.Count(row => row.Fault is null), rows.Count(row => row.Fault is not null)), Is.EqualTo((good, bad)));
    }

    [TestCase(CompressionLevel.Optimal)]
    [TestCase(CompressionLevel.Fastest)]
    [TestCase(CompressionLevel.NoCompression)]
    public void Gzip_of_several_members_is_unpacked_and_a_cut_is_noticed_wherever_it_is(CompressionLevel level)
    {
        var random = new Random(5);
        var text = Enumerable.Range(0, 40_000).Select(i => (byte)(i % 3 == 0 ? random.Next(256) : i / 100)).ToArray();
        byte[] zipped = [.. Zipped(text, level), .. Zipped([], level), .. Zipped("more"u8.ToArray(), level)];

        Assert.That(Gunzip.All(zipped, out var isLoose), Is.EqualTo((byte[])[.. text, .. "more"u8]));
        Assert.That(isLoose, Is.False);
        var whole = Zipped(text, level);
        foreach (var length in (int[])[1, 5, 10, 11, 300, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 1])
            Assert.That(() => Gunzip.All(whole[..length], out _), Throws.TypeOf<RefusedException>(), $"cut to {length}");
        whole[^1] ^= 1;
        Assert.That(() => Gunzip.All(whole, out _), Throws.TypeOf<RefusedException>());
    }

    private static string Show(PlainTable table) => string.Join('/', table.Rows.Select(row =>
        FormattableString.Invariant($"{row.Id}|{row.Numbers[0]}|{row.Texts[0]}{row.Fault}")));

    private static byte[] Zipped(byte[] bytes, CompressionLevel level)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, level, leaveOpen: true))
            gzip.Write(bytes);
        // .NET writes nothing at all for no bytes.
        return output.Length > 0 ? output.ToArray() : [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }
}
