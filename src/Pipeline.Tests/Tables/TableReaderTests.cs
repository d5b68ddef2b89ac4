using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables;

[TestFixture]
internal sealed class TableReaderTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double), ("c", FieldKind.Category), ("id", FieldKind.Text));

    [Test]
    public void Columns_are_bound_by_name_in_every_file_catalogue_6()
    {
        var read = SmallTables.Read(Schema, SmallTables.Text("id,c,x\nr1,red,1\n"), SmallTables.Text("x,spare,id,c\n2,s,r2,blue\n"));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d, 2 }));
        Assert.That(read.Batch.Texts(1).ToArray(), Is.EqualTo(new[] { "red", "blue" }));
        Assert.That(read.Batch.Texts(2).ToArray(), Is.EqualTo(new[] { "r1", "r2" }));
        Assert.That(read.Reader.UnusedColumns, Is.EqualTo(new[] { "spare" }));
    }

    [TestCase("x,c,id\n1,a,b\n2,c,d\n")]
    [TestCase("x,c,id\n1,a,b\n2,c,d", Description = "the last line needs no line break")]
    [TestCase("x,c,id\r\n1,a,b\r\n2,c,d\r\n")]
    [TestCase("x,c,id\r1,a,b\r2,c,d\r")]
    [TestCase("\ufeffx,c,id\n1,a,b\n2,c,d\n")]
    [TestCase("\ufeff\"x\",\"c\",\"id\"\n\"1\",\"a\",\"b\"\n2,c,d\n")]
    [TestCase("x,c,id\n\n1,a,b\n\n\n2,c,d\n\n")]
    [TestCase("x,c,id\r\n1,a,b\r\n\r\n2,c,d\r\n\r\n")]
    public void Line_ends_marks_and_blank_lines_make_no_difference(string text)
    {
        var read = SmallTables.Read(Schema, SmallTables.Text(text));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d, 2 }));
        Assert.That(read.Batch.Texts(2).ToArray(), Is.EqualTo(new[] { "b", "d" }));
        Assert.That(read.Reader.Account.Fingerprints.Single().Rows, Is.EqualTo(2));
    }

    [TestCase("utf-16", TestName = "UTF-16 with its mark is read")]
    [TestCase("utf-16BE", TestName = "UTF-16 of the other byte order is read")]
    [TestCase("utf-32", TestName = "UTF-32 with its mark is read")]
    public void Other_Unicode_with_its_mark_is_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("x,c,id\n1,größe,ő\nx,,\n")];
        var read = SmallTables.Read(Schema, new BadRowPolicy(true, null, 1), null, SmallTables.Bytes(bytes));

        Assert.That(read.Batch.Texts(1).ToArray(), Is.EqualTo(new[] { "größe" }));
        Assert.That(read.Bad.First[0].Where, Is.EqualTo("stdin:3:1"));
    }

    [Test]
    public void A_blank_line_of_a_table_of_one_column_is_a_missing_value_not_a_row_to_lose()
    {
        var read = SmallTables.Read(SmallTables.Schema(("x", FieldKind.Double)), SmallTables.Text("x\n1\n\n3\n"));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1, double.NaN, 3 }));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\n1\n")]
    [TestCase("\ufeff")]
    public void A_file_without_a_header_is_an_error(string text) =>
        Assert.That(SmallTables.Error(SmallTables.Schema(("x", FieldKind.Double)), SmallTables.Text(text)).Message, Does.Contain("header"));

    [TestCase("x,c,id\n")]
    [TestCase("x,c,id")]
    [TestCase("x,c,id\r\n\r\n")]
    public void A_header_without_rows_is_a_table_of_no_rows(string text) =>
        Assert.That(SmallTables.Read(Schema, SmallTables.Text(text)).Reader.Account.Fingerprints.Single().Rows, Is.Zero);

    [Test]
    public void A_quoted_field_may_hold_anything_and_lines_are_still_counted()
    {
        const string text = "x,c,id\n1,\"two\nlines, \"\"quoted\"\"\",a\n2,\"\r\n\r\n\",b\n\nwrong,\"\n\",c\n4,ok,\"\"\n";
        var read = SmallTables.Read(Schema, new BadRowPolicy(true, null, 2), null, SmallTables.Text(text));

        Assert.That(read.Batch.Texts(1).ToArray(), Is.EqualTo(new[] { "two\nlines, \"quoted\"", "\r\n\r\n", "ok" }));
        Assert.That(read.Bad.First.Single().ToString(),
            Is.EqualTo("stdin:8:1: 'x' is 'wrong', in a row that takes in 2 lines, 8 to 9; "
                + "expected a number (decimal point, no thousands separator, at most ±1.8e308) or a missing value"));
    }

    [Test]
    public void Ten_thousand_columns_are_read()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => $"c{i}").ToArray();
        var schema = SmallTables.Schema(names.Select(name => (name, FieldKind.Single)).ToArray());
        var text = $"{string.Join(',', names)}\n{string.Join(',', names.Select((_, i) => i))}\n";
        var batch = SmallTables.Read(schema, SmallTables.Text(text)).Batch;

        Assert.That(Enumerable.Range(0, names.Length).All(i => batch.Numbers(i)[0] == i), Is.True);
    }

    [Test]
    public void Every_file_is_fingerprinted_as_stored()
    {
        using var scratch = new Scratch();
        var bytes = Encoding.UTF8.GetBytes("x,c,id\n1,a,b\nbad,,\n");
        var packed = SmallTables.Gzip(bytes);
        var files = new[] { new InputFile(scratch.Write("one.csv", bytes)), new InputFile(scratch.Write("two.csv.gz", packed)),
            new InputFile(scratch.Write("gzip.csv", packed)) };
        var reader = SmallTables.Read(Schema, new BadRowPolicy(true, null, 9), null, files).Reader;

        Assert.That(reader.Account.Fingerprints, Is.EqualTo(new[]
        {
            new FileFingerprint("one.csv", Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, 2),
            new FileFingerprint("two.csv.gz", Convert.ToHexStringLower(SHA256.HashData(packed)), packed.Length, 2),
            new FileFingerprint("gzip.csv", Convert.ToHexStringLower(SHA256.HashData(packed)), packed.Length, 2),
        }));
        Assert.That((reader.TotalBytes, reader.Account.BytesRead), Is.EqualTo(
            ((long?)(bytes.Length + (2 * packed.Length)), bytes.Length + (2L * packed.Length))));
    }

    [Test]
    public void A_table_cut_off_in_its_gzip_never_passes_for_a_shorter_one()
    {
        var packed = SmallTables.Gzip(Encoding.UTF8.GetBytes("x,c,id\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},c,{i * 7919}\n"))));
        for (var cut = 3; cut < packed.Length; cut += 11)
        {
            Assert.That(SmallTables.Error(Schema, SmallTables.Bytes(packed[..cut])).Message,
                Does.StartWith("stdin: damaged gzip data").And.EndWith("expected a complete gzip file. Copy the file again."), $"cut at {cut}");
        }
    }

    [Test]
    public void A_table_cut_off_in_its_gzip_behind_a_stray_quote_is_one_too()
    {
        using var packed = new MemoryStream();
        using var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        gzip.Write("x,c,id\n1,red,a\n2,red,5\" pipe\n"u8);
        gzip.Flush();

        Assert.That(() => SmallTables.Read(Schema, new BadRowPolicy(true, null, 9), null, SmallTables.Bytes(packed.ToArray())),
            Throws.TypeOf<DataException>().With.Message.Contains("damaged gzip data"));
    }

    [Test]
    public void A_gzip_of_nothing_is_a_file_of_no_bytes() =>
        Assert.That(SmallTables.Error(Schema, SmallTables.Bytes(Convert.FromHexString("1f8b080000000000000303000000000000000000"))).Message,
            Does.Contain("a gzip file of no bytes"));

    [TestCase("PK\x03\x04....", "a zip archive")]
    [TestCase("PAR1....", "a Parquet file")]
    public void Other_formats_are_named(string start, string what) =>
        Assert.That(SmallTables.Error(Schema, SmallTables.Text(start)).Message, Does.Contain(what));

    [Test]
    public void A_file_that_is_gone_is_an_error_that_names_it() =>
        Assert.That(SmallTables.Error(Schema, new InputFile("/nowhere/a.csv")).Message, Does.StartWith("/nowhere/a.csv: "));

    [Test]
    public void Cancelling_stops_it()
    {
        using var cancel = new CancellationTokenSource();
        var file = SmallTables.Text("x,c,id\n" + string.Concat(Enumerable.Repeat("1,a,b\n", 5000)));
        using var reader = new TableReader(TableSources.Open([file], Schema), new BadRowLog(BadRowPolicy.Stop, null));
        cancel.Cancel();

        Assert.That(() => reader.ReadAll(new RowBatch(Schema), 5000, cancel: cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_column_may_be_read_as_number_and_as_text()
    {
        var batch = SmallTables.Read(SmallTables.Schema(("x", FieldKind.Single), ("x", FieldKind.Text)), SmallTables.Text("x,y\n1.50,\n,\"\"\n")).Batch;

        Assert.That(batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1.5, double.NaN }));
        Assert.That(batch.Texts(1).ToArray(), Is.EqualTo(new[] { "1.50", "" }));
    }

    [Test]
    public void Many_different_texts_are_kept_apart()
    {
        var text = "c,x\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"k{i},\n"));
        var batch = SmallTables.Read(SmallTables.Schema(("c", FieldKind.Category)), SmallTables.Text(text)).Batch;

        Assert.That(batch.Texts(0).ToArray(), Is.EqualTo(Enumerable.Range(0, 100_000).Select(i => $"k{i}")));
    }
}
