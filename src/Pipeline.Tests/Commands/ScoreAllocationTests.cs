using System.Globalization;
using System.Text;
using NUnit.Framework;
using Pipeline.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>Nothing is allocated for a row: six times the rows take no more, but for a little a batch.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ScoreAllocationTests
{
    private const int Rows = 20_000;
    private const int More = 5;

    [TestCase("concrete", Description = "numbers, regression")]
    [TestCase("breast-cancer", Description = "numbers, binary")]
    [TestCase("churn", Description = "numbers and categories, binary, with a column that passes through")]
    [TestCase("penguins", Description = "numbers and categories, multiclass, with a column that passes through")]
    public void More_rows_allocate_no_more(string name)
    {
        using var scratch = new Scratch();
        var (few, many) = (Table(scratch, name, 1), Table(scratch, name, 1 + More));

        // What is compiled, pooled or started once, and what other threads leave behind, comes on top now and then.
        var perRow = (Enumerable.Range(0, 3).Min(_ => Allocated(name, many)) - Enumerable.Range(0, 3).Min(_ => Allocated(name, few))) / (double)(More * Rows);

        Assert.That(perRow, Is.LessThan(4), "bytes a row");
    }

    /// <summary>Rows of a demo table over and over, some fields of them unseen; all batches as long, for buffers double in size as they need.</summary>
    private static string Table(Scratch scratch, string name, int times)
    {
        var lines = Demo.Head(name, 128);
        var text = new StringBuilder("key,").Append(lines[0]).Append('\n');
        for (var row = 0; row < Rows * times; row++)
            text.Append(CultureInfo.InvariantCulture, $"\"k {row:D6}\",{lines[1 + (row % (lines.Length - 1))]}\n");
        return scratch.Write($"{times}.csv", text.ToString());
    }

    private static long Allocated(string name, string table)
    {
        var request = new ScoreRequest(Demo.Zip(name), table, "-", ["key"], ReadOptions.Default, EngineOptions.Default with { Threads = 1, BatchRows = 2048 },
            () => Stream.Null);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        ScoreCommand.Run(request, null, CancellationToken.None);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
