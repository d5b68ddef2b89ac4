using System.Globalization;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables.Audit;

/// <summary>Columns of numbers that nothing has happened to: of the tables in data/, and drawn from distributions that are hard on a rule.</summary>
internal static class QuietColumns
{
    /// <summary>Every numeric column of data/, by table and name.</summary>
    public static IReadOnlyList<(string Name, double[] Values)> OfTables() =>
        [.. Repository.Files("data", ".csv").SelectMany(path => Columns(path)
            .Select(column => ($"{Path.GetFileNameWithoutExtension(path)} {column.Name}", column.Values)))];

    /// <summary>Heavy tails, spikes, few values, counts, a column that is nearly always 0.</summary>
    public static IReadOnlyList<(string Name, Func<Random, double> Draw)> OfDistributions() =>
    [
        ("normal", Normal),
        ("normal with a large offset", random => 1e8 + Normal(random)),
        ("log-normal, sigma 3", random => Math.Exp(3 * Normal(random))),
        ("Cauchy", random => Math.Tan(Math.PI * (random.NextDouble() - 0.5))),
        ("Pareto, tail 0.5", random => 1 / Math.Pow(1 - random.NextDouble(), 2)),
        ("uniform", random => random.NextDouble()),
        ("one in a hundred", random => random.NextDouble() < 0.01 ? 1 : 0),
        ("one in two", random => random.Next(2)),
        ("seven days", random => random.Next(7)),
        ("counts", random => Math.Floor(-5 * Math.Log(1 - random.NextDouble()))),
        ("nine tenths 0, else money", random => random.NextDouble() < 0.9 ? 0 : Math.Round(Math.Exp(8 + Normal(random)), 2)),
        ("two heaps", random => (random.Next(2) * 1000) + Normal(random)),
        ("half of it one value", random => random.Next(2) == 0 ? 999 : 50 + (10 * Normal(random))),
    ];

    /// <summary>What the rule says of rows, in any number of them, against training rows; in float32 as most columns are.</summary>
    public static ShiftedColumn? Judge(double[] trained, double[] rows)
    {
        var schema = SmallTables.Schema(("x", FieldKind.Single));
        var statistics = StatisticsOfColumns.Compute(Batch(schema, trained), [.. Enumerable.Range(0, trained.Length)]);
        var audit = new FeatureAudit(schema, statistics, _ => true);
        audit.Add(Batch(schema, rows));
        return audit.Report().Shifted.SingleOrDefault();
    }

    /// <summary>Rows drawn with replacement.</summary>
    public static double[] Bootstrap(Random random, double[] values, int rows) =>
        [.. Enumerable.Range(0, rows).Select(_ => values[random.Next(values.Length)])];

    /// <summary>The rows as a reader would hold them; text would take most of the time of ten thousand columns.</summary>
    private static RowBatch Batch(TableSchema schema, double[] values)
    {
        var batch = new RowBatch(schema);
        foreach (var value in values)
        {
            var row = batch.Reserve();
            batch.NumberArray(0)[row] = (float)value;
            batch.Commit();
        }
        return batch;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IEnumerable<(string Name, double[] Values)> Columns(string path)
    {
        var lines = Repository.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',').Select(field => field.Trim('"')).ToArray()).ToList();
        for (var i = 0; i < lines[0].Length; i++)
        {
            var fields = lines.Skip(1).Where(line => line.Length == lines[0].Length).Select(line => line[i]).Where(field => field.Length > 0).ToList();
            if (fields.All(field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
                yield return (lines[0][i], fields.Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray());
        }
    }
}
