using NUnit.Framework;
using Pipeline.Tables;
using Pipeline.Tests.Training.Rows;

namespace Pipeline.Tests.Tables.Csv;

[TestFixture]
internal sealed class RecordKeysTests
{
    private static readonly (string, FieldKind)[] columns = [("x", FieldKind.Double)];

    [TestCase("1,p,q", "\"1\",\"p\",q", Description = "quotes are not of the text")]
    public void These_are_copies(string one, string other) => Assert.That(Keys(one, other).Distinct().Count(), Is.EqualTo(1));

    [TestCase("1,p,q", "1.0,p,q", Description = "another text")]
    [TestCase("1,pq,", "1,p,q", Description = "texts do not run into each other")]
    [TestCase("1,a,bc", "1,ab,c")]
    [TestCase("1,p,", "1,,p")]
    [TestCase("1,p,q", "1,P,q")]
    public void These_are_not(string one, string other) => Assert.That(Keys(one, other).Distinct().Count(), Is.EqualTo(2));

    [Test]
    public void Records_that_are_read_one_by_one_have_the_keys_of_others()
    {
        // A quote in the middle of a field makes the reader go on record by record.
        var schema = SmallTables.Schema(columns) with { Keys = [["a", "b", "x"], ["a", "b", "x"]] };
        var bad = SmallTables.Read(schema, new BadRowPolicy(true, null, long.MaxValue), null, SmallTables.Text("x,a,b\n1,p,q\n2,p\"x\",q\n1,p,q\n3,r,\"s\"\n"));

        Assert.That(bad.Batch.Keys(0).ToArray(), Is.EqualTo((RowKey[])[Keys("1,p,q")[0], Keys("1,p,q")[0], Keys("3,r,s")[0]]));
        Assert.That(Enumerable.Range(0, 3).Select(row => bad.Batch.OriginOf(row).Line), Is.EqualTo((long[])[2, 4, 5]));
    }

    [Test]
    public void Keys_are_those_of_the_reference_library_in_every_release()
    {
        // A change here would split the rows of every recorded run anew. The columns are a, b, x; the figures are XXH3_128bits of
        // libxxhash 0.8.1, canonical, of each text behind its length: 01000000 70 00000000 03000000 312e35, of that and a seed, and so on.
        var (p, q) = (new string('p', 300), new string('q', 100));

        Assert.That(Hex(Keys("1.5,p,")[0]), Is.EqualTo("839a8e7c6c10a60a36f5291c6f9db411"));
        Assert.That(Hex(Keys("1.5,p,")[0].With(42)), Is.EqualTo("67290bda1abffacaba955c1298b9c754"));
        Assert.That(Hex(Keys("1.5,p,")[0].With(-1)), Is.EqualTo("19a9cad87510e8a3aa85e68a57a40956"));
        Assert.That(Hex(Keys($"1.5,{p},{q}")[0]), Is.EqualTo("1fa686bdd25d1c97694c2cab6e6e0ba8"), "more bytes than the hash takes in one piece");
        Assert.That(Hex(RowKey.Of([])), Is.EqualTo("99aa06d3014798d86001c324468d497f"), "of nothing");
    }

    private static string Hex(RowKey key)
    {
        Span<byte> bytes = stackalloc byte[RowKey.Size];
        key.Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static RowKey[] Keys(params string[] rows) => SplitTables.Read("x,a,b", rows, columns).Keys(0).ToArray();
}
