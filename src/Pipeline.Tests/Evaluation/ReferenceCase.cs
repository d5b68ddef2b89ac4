using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Model;

namespace Pipeline.Tests.Evaluation;

/// <summary>A table of reference-metrics with the block of expected values that belongs to it.</summary>
internal sealed class ReferenceCase
{
    private readonly Dictionary<string, double[]> columns;

    private ReferenceCase(string name, string block, Dictionary<string, double[]> columns, JsonNode expected)
    {
        Name = $"{name} {block}";
        this.columns = columns;
        Expected = expected;
        Truth = new Truth(columns["label"], block == "weighted" ? columns["weight"] : null);
    }

    private string Name { get; }

    public JsonNode Expected { get; }

    public Truth Truth { get; }

    public int Rows => Truth.Count;

    public int Classes => columns.Keys.Count(column => column is ['p', >= '0' and <= '9', ..]);

    public double[] this[string column] => columns[column];

    public float[] Floats(string column) => Array.ConvertAll(columns[column], value =>
        (float)value == value ? (float)value : throw new InvalidDataException($"{Name}: {value} is no Single"));

    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Evaluation", "reference-metrics");

    /// <summary>Every table of a kind, once for each block of expected values.</summary>
    public static IEnumerable<ReferenceCase> All(string kind)
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Folder, kind), "*.csv").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var json = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(path, "json")))!;
            foreach (var block in new[] { "unweighted", "weighted" })
            {
                if (json[block] is { } expected)
                    yield return new ReferenceCase(name, block, Columns(path), expected);
            }
        }
    }

    public static ReferenceCase Of(string kind, string name, string block = "unweighted") =>
        All(kind).Single(reference => reference.Name == $"{name} {block}");

    public override string ToString() => Name;

    /// <summary>Undefined is undefined; figures agree to 1e-12 of themselves, or of 1 where they are smaller.</summary>
    public static void AssertFigure(double? actual, JsonNode? expected, string what)
    {
        if (expected is null)
            Assert.That(actual, Is.Null, what);
        else
            Assert.That(actual, Is.EqualTo((double)expected).Within(1e-12 * Math.Max(1, Math.Abs((double)expected))), what);
    }

    private static Dictionary<string, double[]> Columns(string path)
    {
        var lines = File.ReadAllLines(path);
        var rows = lines.Skip(1).Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()).ToList();
        return lines[0].Split(',').Index().ToDictionary(column => column.Item, column => rows.Select(row => row[column.Index]).ToArray());
    }
}
