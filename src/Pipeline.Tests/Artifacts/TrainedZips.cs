using System.Collections.Concurrent;
using Pipeline.Tests.Stock;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

/// <summary>A zip of every trainer, normalizer and way to impute, each trained once for all tests that only read it.</summary>
internal static class TrainedZips
{
    private static readonly ConcurrentDictionary<int, Lazy<byte[]>> trained = new();

    public static int Count => StockCases.All.Count;

    /// <summary>The zip of a case of <see cref="StockCases"/>.</summary>
    public static byte[] Of(int index) => trained.GetOrAdd(index, i => new Lazy<byte[]>(() => Train(StockCases.All[i]))).Value;

    /// <summary>Writes the table that a case is trained on, and returns its path.</summary>
    public static string Table(Scratch scratch, StockCase stock)
    {
        var (step, gaps) = stock.Table switch { "churn" => (23, "monthly_charges"), "penguins" => (2, "body_mass_g"), _ => (5, "age") };
        return WideTables.Write(scratch, stock.Table, step, gaps);
    }

    private static byte[] Train(StockCase stock)
    {
        using var scratch = new Scratch();
        Table(scratch, stock);
        var run = Support.Program.Run("train", scratch.Write("run.jsonc", stock.Config), "--out", scratch.At("out"));
        return run.Code == 0 ? File.ReadAllBytes(scratch.At("out/model.zip")) : throw new InvalidOperationException(run.Error);
    }
}
