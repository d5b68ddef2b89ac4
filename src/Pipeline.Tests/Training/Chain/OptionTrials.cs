using System.Text.Json.Nodes;
using Pipeline.Artifacts;
using Pipeline.Artifacts.MlNet;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Graph.MlNet;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Verification;

namespace Pipeline.Tests.Training.Chain;

/// <summary>Trains a trainer with options on a small table of numbers and categories, and holds what was compiled to ML.NET.</summary>
internal sealed class OptionTrials : IDisposable
{
    private readonly TrainerEntry trainer;
    private readonly Scratch scratch = new();
    private readonly Dictionary<string, float[]> known = new(StringComparer.Ordinal);

    public OptionTrials(TrainerEntry trainer)
    {
        this.trainer = trainer;
        scratch.Write("table.csv", Table(trainer.Task));
    }

    public void Dispose() => scratch.Dispose();

    /// <summary>A config of these options.</summary>
    public string Config(JsonObject options)
    {
        var own = options.DeepClone().AsObject();
        var (rounds, passes) = (trainer.Name == "gam" ? 60 : 30, 20);
        foreach (var (name, value) in new[] { ("numberOfTrees", 10), ("numberOfIterations", rounds), ("maximumNumberOfIterations", passes) })
        {
            var isOnline = trainer.Name is "sgdCalibrated" or "averagedPerceptron" or "linearSvm" or "onlineGradientDescent";
            if (!isOnline && !own.ContainsKey(name) && OptionMembers.Of(trainer).Any(member => member.Name == name))
                own[name] = value;
        }
        var label = trainer.Task == TaskKind.Binary ? "\"column\": \"y\", \"positive\": \"1\"" : "\"column\": \"y\"";
        return $$"""
            { "task": "{{trainer.Task.ToString().ToLowerInvariant()}}",
              "data": { "train": "table.csv", "label": { {{label}} }, "numeric": ["a", "b", "c", "z"], "categorical": ["k", "m"] },
              "model": { "trainer": "{{trainer.Name}}", "options": {{own.ToJsonString()}} } }
            """;
    }

    /// <summary>Scores and probabilities of the training rows, held to ML.NET's own Transform.</summary>
    public float[] Scores(JsonObject options)
    {
        var key = options.ToJsonString();
        if (!known.TryGetValue(key, out var scores))
            known[key] = scores = Trained(options);
        return scores;
    }

    private float[] Trained(JsonObject options)
    {
        var model = Fits.Fit(scratch, Config(options)).Model;
        // Whatever an option makes of a chain, a zip of it is read.
        _ = ChainReader.Read("zip", ModelZip.ChainEntries(model));
        var rows = FileRows.Read(scratch.At("table.csv"), ReadSchemas.ForScoring(model.Signature, []));
        var graph = ChainCompiler.Compile(model);
        var compiled = ChainScorer.New(model.Signature);
        using (var scorer = new CompiledScorer(graph))
            scorer.Score(rows, compiled);
        ChainParityCheck.Measure(model, graph, rows, compiled);
        return [.. compiled.Score.ToArray(), .. compiled.Probability.ToArray()];
    }

    /// <summary>The same rows for trainers without the program: features and label as the chain makes them.</summary>
    public (RunConfig Config, RowBatch Batch) Read()
    {
        var config = Fits.Config(scratch, Config([]));
        return (config, Fits.Table(scratch, config));
    }

    private static string Table(TaskKind task)
    {
        var random = new Random(5);
        return "a,b,c,z,k,m,y\n" + string.Concat(Enumerable.Range(0, 500).Select(row =>
        {
            var (a, b, c) = (random.NextDouble(), random.NextDouble() * 10, random.Next(7));
            var (z, k, m) = (random.Next(3) == 0 ? random.NextDouble() : 0, random.Next(9), random.Next(50));
            var sum = (2 * a) + Math.Sin(b) + (k % 3) - (m % 5 / 3.0) + z + random.NextDouble();
            object y = task == TaskKind.Binary ? (sum > 2.6 ? 1 : 0) : task == TaskKind.Multiclass ? Math.Clamp((int)sum, 0, 3) : Math.Exp(sum / 2) / 100;
            return FormattableString.Invariant($"{a:R},{(random.Next(20) == 0 ? "" : FormattableString.Invariant($"{b:R}"))},{c},{z:R},k{k},m{m},{y}\n");
        }));
    }
}
