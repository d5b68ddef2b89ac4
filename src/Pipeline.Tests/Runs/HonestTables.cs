using System.Globalization;
using Pipeline.Tests.Commands;

namespace Pipeline.Tests.Runs;

/// <summary>Four tables of two classes: two real, two made up, one of them with one positive row in sixteen.</summary>
internal static class HonestTables
{
    /// <summary>Name, header and rows; the label is y, its positive class 1.</summary>
    public static IEnumerable<(string Name, string[] Lines)> All()
    {
        yield return ("churn", Relabel(Demo.Data("churn"), ',', "churn", text => text == "Yes", 2_000));
        yield return ("concrete", Relabel(Demo.Data("concrete"), ',', "compressive_strength", text => double.Parse(text, CultureInfo.InvariantCulture) > 40,
            int.MaxValue));
        yield return ("rare", MadeUp(3_000, 1, -3.6));
        yield return ("noisy", MadeUp(1_500, 2, -1.2));
    }

    private static string[] Relabel(string path, char separator, string label, Func<string, bool> isPositive, int rows)
    {
        var lines = File.ReadAllLines(path).Select(line => line.Replace("\"", "", StringComparison.Ordinal)).ToArray();
        var at = Array.IndexOf(lines[0].Split(separator), label);
        return [.. lines.Take(rows).Select((line, i) =>
        {
            var fields = line.Split(separator);
            fields[at] = i == 0 ? "y" : isPositive(fields[at]) ? "1" : "0";
            return string.Join(separator, fields.Append(i == 0 ? "nr" : i.ToString(CultureInfo.InvariantCulture)));
        })];
    }

    private static string[] MadeUp(int rows, int seed, double offset)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, rows + 1).Select(i =>
        {
            if (i == 0)
                return "a,b,c,d,y,nr";
            var (a, b, c, d) = (Normal(), Normal(), Normal(), Normal());
            var positive = random.NextDouble() < 1 / (1 + Math.Exp(-(offset + (1.2 * a) + (a * b) - (0.6 * c * c))));
            return FormattableString.Invariant($"{a:F4},{b:F4},{c:F4},{d:F4},{(positive ? 1 : 0)},{i}");
        })];
    }
}
