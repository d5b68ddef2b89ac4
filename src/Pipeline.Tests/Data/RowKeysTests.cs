using NUnit.Framework;
using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Tests.Data;

[TestFixture]
internal sealed class RowKeysTests
{
    private static readonly TableSchema Schema = Tables.Schema(
        ("x", FieldKind.Double), ("a", FieldKind.Category), ("b", FieldKind.Category), ("id", FieldKind.Text)) with
    { Missing = MissingTexts.Everywhere(["NA"]) };

    [TestCase("1,p,q,r", "1.0,p,q,s", Description = "another text of the number, another id")]
    [TestCase("0,p,q,r", "-0,p,q,r")]
    [TestCase(",p,q,r", "NaN,p,q,r")]
    [TestCase("NA,NA,q,r", ",,q,r")]
    public void These_are_repetitions(string one, string other) => Assert.That(Keys(one, other).Distinct().Count(), Is.EqualTo(1));

    [TestCase("1,p,q,r", "2,p,q,r")]
    [TestCase("1,pq,,r", "1,p,q,r", Description = "texts do not run into each other")]
    [TestCase("1,p,,r", "1,,p,r")]
    [TestCase("1,p,q,r", "1,P,q,r")]
    [TestCase("0,p,q,r", ",p,q,r")]
    [TestCase("0.1,p,q,r", "0.10000000000000001,p,q,r", true)]
    public void These_are_not(string one, string other, bool same = false) =>
        Assert.That(Keys(one, other).Distinct().Count(), Is.EqualTo(same ? 1 : 2));

    [Test]
    public void The_whole_row_has_the_id_too()
    {
        var batch = Read("1,p,q,r", "1,p,q,s");

        Assert.That(RowKeys.OfRows(batch, 1).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Keys_are_the_same_in_every_release()
    {
        // A change here would split the rows of every recorded run anew.
        var key = RowKeys.OfFeatures(Read("1.5,p,,r"), 42)[0];

        Assert.That(RowKeys.OfTexts(["g1"], 42)[0], Is.EqualTo(Expected("2a000000" + "02000000" + "6731")));
        Assert.That(key, Is.EqualTo(Expected("2a000000" + "000000000000f83f" + "01000000" + "70" + "00000000")));
    }

    private static RowKey Expected(string content)
    {
        var digest = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(content)));
        return new RowKey(Convert.ToUInt64(digest[..16], 16), Convert.ToUInt64(digest[16..32], 16));
    }

    private static RowBatch Read(params string[] rows) => Tables.Read(Schema, Tables.Text("x,a,b,id\n" + string.Join('\n', rows))).Batch;

    private static RowKey[] Keys(params string[] rows) => RowKeys.OfFeatures(Read(rows), 1);
}
