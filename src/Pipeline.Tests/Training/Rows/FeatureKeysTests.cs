using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tests.Tables;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

[TestFixture]
internal sealed class FeatureKeysTests
{
    private static readonly TableSchema schema = SmallTables.Schema(
        ("x", FieldKind.Double), ("a", FieldKind.Category), ("b", FieldKind.Category), ("id", FieldKind.Text)) with
    { Missing = MissingTexts.Everywhere(["NA"]) };

    [TestCase("1,p,q,r", "1.0,p,q,s", Description = "another text of the number, another id")]
    [TestCase("0,p,q,r", "-0,p,q,r")]
    [TestCase(",p,q,r", "NaN,p,q,r")]
    [TestCase("NA,NA,q,r", ",,q,r")]
    [TestCase("0.1,p,q,r", "0.10000000000000001,p,q,r")]
    public void These_are_the_same_to_a_model(string one, string other) => Assert.That(Keys(one, other).Distinct().Count(), Is.EqualTo(1));

    [TestCase("1,p,q,r", "2,p,q,r")]
    [TestCase("1,pq,,r", "1,p,q,r", Description = "texts do not run into each other")]
    [TestCase("1,p,,r", "1,,p,r")]
    [TestCase("1,p,q,r", "1,P,q,r")]
    [TestCase("0,p,q,r", ",p,q,r")]
    public void These_are_not(string one, string other) => Assert.That(Keys(one, other).Distinct().Count(), Is.EqualTo(2));

    private static RowKey[] Keys(params string[] rows) => FeatureKeys.Of(
        SmallTables.Read(schema, SmallTables.Text("x,a,b,id\n" + string.Join('\n', rows))).Batch);
}
