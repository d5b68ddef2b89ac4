using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables;

[TestFixture]
internal sealed class QuarantineFileTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double), ("name", FieldKind.Text));

    [Test]
    public void It_holds_the_rows_with_place_reason_and_text()
    {
        using var scratch = new Scratch();
        var path = scratch.At("bad.csv");
        using (var file = new QuarantineFile(AtomicFile.Create(path)))
        {
            SmallTables.Read(Schema, new BadRowPolicy(true, path, 9), file, SmallTables.Text("x,name\n1,a\n\"b,\"\"d\",\"two\nlines\"\n3\r\n"));
            Assert.That(File.Exists(path), Is.False, "not before it is complete");
            file.Finish();
            ((IOutput)file).File.Place();
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(
            "file,line,column,field,found,expected,record\n"
            + "stdin,3,1,x,\"'b,\"\"d', in a row that takes in 2 lines, 3 to 4\","
            + "\"a number (decimal point, no thousands separator, at most ±1.8e308) or a missing value\",\"\"\"b,\"\"\"\"d\"\",\"\"two\nlines\"\"\"\n"
            + "stdin,5,1,,a row of 1 fields,2 fields as in the header,3\n"));
        Assert.That(scratch.Names(), Is.EqualTo(new[] { "bad.csv" }));
    }

    [Test]
    public void A_failed_run_leaves_the_previous_one()
    {
        using var scratch = new Scratch();
        var path = scratch.Write("bad.csv", "before");
        using (var file = new QuarantineFile(AtomicFile.Create(path)))
            Assert.That(() => SmallTables.Read(Schema, new BadRowPolicy(true, path, 0), file, SmallTables.Text("x,name\nbad,\n")),
                Throws.TypeOf<DataException>());

        Assert.That(File.ReadAllText(path), Is.EqualTo("before"));
        Assert.That(scratch.Names(), Is.EqualTo(new[] { "bad.csv" }));
    }

    [Test]
    public void A_place_that_cannot_be_written_is_refused_at_once() =>
        Assert.That(() => new QuarantineFile(AtomicFile.Create("/nowhere/bad.csv")), Throws.TypeOf<ConfigException>());
}
