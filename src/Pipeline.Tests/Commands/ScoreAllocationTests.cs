using System.Globalization;
using System.Text;
using NUnit.Framework;
using Pipeline.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>Nothing is allocated for a row: twice the rows take no more, but for a little a batch.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ScoreAllocationTests
{
    private const int Rows = 20_000;

    [TestCase("concrete", Description = "numbers, regression")]
    [TestCase("breast-cancer", Description = "numbers, binary")]
    [TestCase("churn", Description = "numbers and categories, binary, with a column that passes through")]
    [TestCase("penguins", Description = "numbers and categories, multiclass, with a column that passes through")]
    public void Twice_the_rows_allocate_no_more(string name)
    {
        using var scratch = new Scratch();
        var (few, many) = (Table(scratch, name, 1), Table(scratch, name, 2));
        Allocated(name, few);
        Allocated(name, many);

        var perRow = (Allocated(name, many) - Allocated(name, few)) / (double)Rows;

        Assert.That(perRow, Is.LessThan(4), "bytes a row");
    }

    /// <summary>Rows of a demo table over and over, some fields of them unseen.</summary>
    private static string Table(Scratch scratch, string name, int times)
    {
        var lines = Demo.Head(name, 200);
        var text = new StringBuilder("key,").Append(lines[0]).Append('\n');
        for (var row = 0; row < Rows * times; row++)
            text.Append(CultureInfo.InvariantCulture, $"\"k {row}\",{lines[1 + (row % (lines.Length - 1))]}\n");
        return scratch.Write($"{times}.csv", text.ToString());
    }

    private static long Allocated(string name, string table)
    {
        var request = new ScoreRequest(Demo.Zip(name), table, "-", ["key"], ReadOptions.Default, EngineOptions.Default with { Threads = 1 }, false, () => Stream.Null, () => Stream.Null);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        ScoreCommand.Run(request, null, CancellationToken.None);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
