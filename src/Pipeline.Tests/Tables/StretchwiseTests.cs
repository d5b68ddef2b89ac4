using NUnit.Framework;
using Pipeline.Tables;

namespace Pipeline.Tests.Tables;

[TestFixture]
internal sealed class StretchwiseTests
{
    private const int Rows = 20_000;

    [Test]
    public void Every_row_is_in_one_stretch_and_the_stretches_come_in_order([Values(1, 2, 5)] int threads)
    {
        var batch = Batch();

        var parts = Stretchwise.Map(
            batch, 4096, threads, () => new object(), (_, rows, first) => (first, Numbers: rows.Numbers(0).ToArray(), Texts: rows.Texts(1).ToArray()));

        Assert.That(parts, Has.Length.GreaterThan(2));
        Assert.That(parts.SelectMany(part => part.Numbers), Is.EqualTo(Enumerable.Range(0, Rows)));
        Assert.That(parts.SelectMany(part => part.Texts), Is.EqualTo(Enumerable.Range(0, Rows).Select(row => $"c{row % 7}")));
        Assert.That(parts.Select(part => part.first), Is.EqualTo(parts.Select(part => (int)part.Numbers[0])));
    }

    [Test]
    public void What_threads_work_with_is_disposed_of()
    {
        var opened = new List<Tool>();

        Stretchwise.Map(Batch(), 4096, 3, () => Tool.In(opened), (tool, _, first) => tool.IsDisposed);

        Assert.That(opened, Is.Not.Empty.And.All.Property(nameof(Tool.IsDisposed)).True);
    }

    [Test]
    public void Of_several_errors_that_of_the_first_stretch_is_thrown() =>
        Assert.That(() => Stretchwise.Map<object, int>(Batch(), 4096, 2, () => new object(), (_, _, first) => throw new InvalidDataException($"from {first}")),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("from 0"));

    private static RowBatch Batch() => SmallTables.Read(
        SmallTables.Schema(("x", FieldKind.Double), ("c", FieldKind.Category)),
        SmallTables.Text("x,c\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => $"{row},c{row % 7}\n")))).Batch;

    private sealed class Tool : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public static Tool In(List<Tool> opened)
        {
            var tool = new Tool();
            lock (opened)
                opened.Add(tool);
            return tool;
        }

        public void Dispose() => IsDisposed = true;
    }
}
