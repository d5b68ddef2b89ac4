using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Tests.Tables;

[TestFixture]
internal sealed class RowBatchTests
{
    private static readonly TableSchema Doubles = SmallTables.Schema(("a", FieldKind.Double), ("b", FieldKind.Double), ("c", FieldKind.Category));
    private static readonly TableSchema Typed = ReadSchemas.Typed(Doubles, [new("a", NumericType.Single), new("b", NumericType.Double)]);

    [Test]
    public void Retyped_numbers_are_those_that_would_have_been_read()
    {
        const string text = "a,b,c\n0.1,0.1,x\n16777217,16777217,\n,NaN,z\n-1e-50,5e-324,\n";
        var retyped = SmallTables.Read(Doubles, SmallTables.Text(text)).Batch;
        retyped.Retype(Typed);
        var read = SmallTables.Read(Typed, SmallTables.Text(text)).Batch;

        for (var column = 0; column < 2; column++)
            Assert.That(retyped.Numbers(column).ToArray(), Is.EqualTo(read.Numbers(column).ToArray()));
        Assert.That(retyped.Numbers(0)[1], Is.EqualTo(16777216));
        Assert.That(retyped.Schema, Is.SameAs(Typed));
    }

    [Test]
    public void A_number_beyond_Single_is_told_with_its_column()
    {
        var batch = SmallTables.Read(Doubles, SmallTables.Text("a,b,c\n1e39,1e39,x\n")).Batch;

        Assert.That(() => batch.Retype(Typed), Throws.TypeOf<DataException>().With.Message.Contains("column 'a': 1E+39"));
    }

    [Test]
    public void Chosen_rows_are_a_batch_of_their_own()
    {
        var batch = SmallTables.Read(Doubles, SmallTables.Text("a,b,c\n1,10,x\n2,20,y\n3,30,z\n")).Batch;
        var chosen = batch.Select([2, 0, 2]);
        batch.Clear();

        Assert.That(chosen.Numbers(1).ToArray(), Is.EqualTo(new[] { 30d, 10, 30 }));
        Assert.That(chosen.Texts(2).ToArray(), Is.EqualTo(new[] { "z", "x", "z" }));
        Assert.That((chosen.Count, batch.Count), Is.EqualTo((3, 0)));
    }
}
