using NUnit.Framework;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class RowSampleTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double), ("t", FieldKind.Text), ("y", FieldKind.Double));

    [TestCase(0)]
    [TestCase(1000)]
    [TestCase(1024)]
    public void All_rows_are_in_it_while_there_is_room(int rows) =>
        Assert.That(Sample(rows, 100).Of(0).ToArray(), Is.EqualTo(Enumerable.Range(0, rows)));

    [TestCase(1025)]
    [TestCase(100_000)]
    public void More_rows_take_no_more_room_and_every_part_of_them_is_in_it(int rows)
    {
        var sample = Sample(rows, 999);
        var values = sample.Of(0).ToArray();

        Assert.That(values, Has.Length.InRange(400, 1024).And.Unique.And.Ordered);
        Assert.That(sample.Of(1).ToArray(), Is.EqualTo(values.Select(value => -value)), "the same rows of every column");
        foreach (var tenth in Enumerable.Range(0, 10))
            Assert.That(values.Count(value => (int)(value * 10 / rows) == tenth), Is.InRange(values.Length / 20, values.Length / 5),
                "no rhythm of the file, and no end of it left out");
    }

    [Test]
    public void It_does_not_depend_on_how_rows_are_cut() => Assert.That(Sample(5000, 7).Of(1).ToArray(), Is.EqualTo(Sample(5000, 5000).Of(1).ToArray()));

    private static RowSample Sample(int rows, int cut)
    {
        var sample = new RowSample([0, 2]);
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(cut))
            sample.Add(SmallTables.Read(Schema, SmallTables.Text("x,t,y\n" + string.Concat(chunk.Select(i => $"{i},a,-{i}\n")))).Batch);
        return sample;
    }
}
