using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Graph.Foreign;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Graph.Foreign;

/// <summary>A model of foreign-onnx with the test rows that go into it and what its own program scores for them.</summary>
internal sealed class ForeignCase
{
    public const string Folder = "src/Pipeline.Tests/Graph/Foreign/foreign-onnx";
    private readonly JsonNode entry;

    private ForeignCase(JsonNode entry) => this.entry = entry;

    public static IReadOnlyList<ForeignCase> All { get; } =
        [.. JsonNode.Parse(Repository.Read($"{Folder}/index.json"))!["models"]!.AsArray().Select(node => new ForeignCase(node!))];

    public string File => (string)entry["file"]!;

    public string Verdict => (string)entry["verdict"]!;

    public string Path => Repository.PathOf($"{Folder}/{File}");

    private string Dataset => (string)entry["dataset"]!;

    /// <summary>Whether it takes the rows as they are, not standardised.</summary>
    private bool TakesRawRows => Dataset == "breast-cancer" && File != "breast-cancer.onnx"
        || File is "digits-own-scaler.onnx" or "digits-batch-statistics.onnx";

    public static ForeignCase Of(string file) => All.Single(each => each.File == file);

    public ForeignModel Read() => ForeignModel.Read(Path);

    public override string ToString() => File;

    /// <summary>The test rows as the model takes them, row by row.</summary>
    public (float[] Rows, int Features) Inputs()
    {
        var lines = Dataset == "digits" ? Lines($"{Folder}/digits.test.csv") : [.. Lines($"data/{Dataset}.csv").Where((_, row) => row % 5 == 4)];
        // The label is the last column.
        var rows = lines.Select(line => line[..^1]).ToList();
        if (!TakesRawRows)
        {
            var scaler = JsonNode.Parse(Repository.Read($"{Folder}/{Dataset}.scaler.json"))!;
            double[] mean = [.. scaler["mean_"]!.AsArray().Select(value => (double)value!)];
            double[] scale = [.. scaler["scale_"]!.AsArray().Select(value => (double)value!)];
            rows = [.. rows.Select(row => row.Select((x, i) => (x - mean[i]) / scale[i]).ToArray())];
        }
        return ([.. rows.SelectMany(row => row.Select(value => (float)value))], rows[0].Length);
    }

    /// <summary>What the original program scores, row by row; probabilities where the model gives those of another's logits.</summary>
    public double[] Expected()
    {
        var name = (string?)entry["expected"] ?? (string)entry["probabilities_of"]!;
        var rows = Lines($"{Folder}/{name}").Select(line => line[1..]);
        return [.. entry["expected"] is null ? rows.SelectMany(SoftMax) : rows.SelectMany(row => row)];
    }

    /// <summary>What ONNX Runtime says, [count, outputs] of one output.</summary>
    public static float[] Run(InferenceSession session, string output, float[] rows, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(rows, [count, rows.Length / count]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [session.InputNames[0]], [input], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public static double[] SoftMax(double[] logits)
    {
        var exponentials = Array.ConvertAll(logits, z => Math.Exp(z - logits.Max()));
        return Array.ConvertAll(exponentials, e => e / exponentials.Sum());
    }

    private static List<double[]> Lines(string path) =>
        [.. Repository.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), field => double.Parse(field, CultureInfo.InvariantCulture)))];
}
