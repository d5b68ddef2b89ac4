using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>
/// A table of 30 numbers and two classes that are not easily told apart, so that boosting uses all the leaves it may: the classifier of
/// 100 trees with 31 leaves for which others say what their graphs cost.
/// </summary>
internal static class MadeUpTable
{
    /// <summary>Name of the table in the ledger.</summary>
    public const string Name = "made up";

    private const int Columns = 30;
    private const int Rows = 6000;

    /// <summary>Fits a model to it.</summary>
    public static Fitted Fit(string model)
    {
        using var scratch = new Scratch();
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, Columns).Select(i => $"x{i}")];
        scratch.Write("table.csv", string.Concat(Enumerable.Range(0, Rows).Select(_ => Row(random)).Prepend($"{string.Join(',', names)},y\n")));
        return Fitted.Of(scratch.Write("config.jsonc", $$"""
            {
              "task": "binary",
              "data": { "train": "table.csv", "label": { "column": "y", "positive": "1" }, "numeric": ["{{string.Join("\", \"", names)}}"] },
              "split": { "by": "rows", "testFraction": 0.1 },
              "model": {{model}}
            }
            """));
    }

    private static string Row(Random random)
    {
        var values = Enumerable.Range(0, Columns).Select(_ => Math.Round(random.NextDouble(), 4)).ToArray();
        var sum = (values[0] * values[1]) + Math.Abs(values[2] - 0.5) + (values[3] > values[4] ? 0.3 : 0) + (values[5] * values[6] * values[7])
            + (0.5 * random.NextDouble());
        var texts = values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return $"{string.Join(',', texts)},{(sum > 1 ? 1 : 0)}\n";
    }
}
