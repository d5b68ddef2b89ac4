using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>
/// A table with what makes roads differ: missing numbers, numbers that are mostly 0, whole numbers that a normalizer sends to 0, a
/// column that needs double precision, a constant one, categories with gaps, weights.
/// </summary>
internal sealed class RoadTables : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly string file;

    public RoadTables(TaskKind task, int rows = 600, int seed = 5)
    {
        Task = task;
        file = scratch.Write("table.csv", Table(task, rows, seed));
    }

    public TaskKind Task { get; }

    public void Dispose() => scratch.Dispose();

    /// <summary>The config of a trainer on the table.</summary>
    /// <param name="model">The model of the config.</param>
    /// <param name="rest">More of the config's members, such as a normalizer.</param>
    /// <param name="columns">Its columns.</param>
    public RunConfig Config(string model, string rest = "",
        string columns = "\"numeric\": [\"a\", \"b\", \"c\", \"z\", \"far\", \"one\"], \"categorical\": [\"k\", \"m\"]")
    {
        var label = Task == TaskKind.Binary ? "\"column\": \"y\", \"positive\": \"1\"" : "\"column\": \"y\"";
        return Fits.Config(scratch, $$"""
            { "task": "{{Task.ToString().ToLowerInvariant()}}", "seed": 3,
              "data": { "train": "table.csv", "label": { {{label}} }, {{columns}} },
              "model": {{model}}{{(rest.Length > 0 ? "," : "")}} {{rest}} }
            """);
    }

    /// <summary>Its rows.</summary>
    public RowBatch Read(RunConfig config) => Fits.Table(scratch, config);

    /// <summary>The entries of the zip that a road comes to, as text, by name.</summary>
    public static IReadOnlyDictionary<string, string> Entries(FitResult fit) =>
        ModelZip.ChainEntries(fit.Model).ToDictionary(entry => entry.Key, entry => Convert.ToHexString(entry.Value), StringComparer.Ordinal);

    /// <summary>A trainer's model of few trees or rounds, as text of a config.</summary>
    public static string Small(TrainerEntry trainer)
    {
        var options = new JsonObject();
        var (rounds, passes) = (trainer.Name == "gam" ? 30 : 6, trainer.NeedsOneThread ? 6 : 30);
        foreach (var (name, value) in new[] { ("numberOfTrees", 6), ("numberOfIterations", rounds), ("maximumNumberOfIterations", passes) })
        {
            if (OptionMembers.Of(trainer).Any(member => member.Name == name))
                options[name] = value;
        }
        return new JsonObject { ["trainer"] = trainer.Name, ["options"] = options }.ToJsonString();
    }

    private static string Table(TaskKind task, int rows, int seed)
    {
        var random = new Random(seed);
        return "a,b,c,z,far,one,k,m,w,y\n" + string.Concat(Enumerable.Range(0, rows).Select(_ =>
        {
            var (a, b, c) = (random.NextDouble(), random.NextDouble() * 10, random.Next(-1, 2));
            var (z, k, m) = (random.Next(3) == 0 ? random.NextDouble() : 0, random.Next(4), random.Next(30));
            var sum = (2 * a) + Math.Sin(b) + (k % 3) - (m % 5 / 3.0) + z + random.NextDouble();
            object y = task == TaskKind.Binary ? (sum > 2.3 ? 1 : 0) : task == TaskKind.Multiclass ? Math.Clamp((int)sum, 0, 3) : Math.Exp(sum / 2) / 100;
            string Gap(double share, string text) => random.NextDouble() < share ? "" : text;
            return string.Create(CultureInfo.InvariantCulture,
                $"{a:R},{Gap(0.1, b.ToString("R", CultureInfo.InvariantCulture))},{c},{z:R},{1e9 + a:F6},7,")
                + string.Create(CultureInfo.InvariantCulture, $"{Gap(0.1, $"k{k}")},m{m},{1 + random.Next(3)},{y}\n");
        }));
    }
}
