using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Graph.Onnx.Node;

/// <summary>
/// ONNX Runtime in node, of another version than the one that the program brings: a client that knows nothing of us. Installed
/// once into the system's temporary folder from the lock file beside this one; no script of any package runs.
/// </summary>
internal static class NodeRuntime
{
    private const string Source = "src/Pipeline.Tests/Graph/Onnx/Node";

    private static readonly string Folder = Path.Combine(Path.GetTempPath(),
        $"pipeline-tests-node-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.PathOf($"{Source}/package-lock.json"))))[..16]}");

    /// <summary>Why there is none; null where it is there.</summary>
    private static readonly Lazy<string?> lacking = new(Install);

    /// <summary>Leaves the test out, with the reason, where node or the package cannot be had.</summary>
    public static void Require()
    {
        if (lacking.Value is { } reason)
            Assert.Ignore(reason);
    }

    /// <summary>Scores rows with exported files, all in one process.</summary>
    public static IReadOnlyList<ForeignScores> Score(IReadOnlyList<(string File, InputForm Form, ForeignRows Rows)> jobs)
    {
        using var scratch = new Scratch();
        var list = new JsonArray([.. jobs.Select((job, i) => (JsonNode)new JsonObject
        {
            ["model"] = job.File,
            ["results"] = scratch.At($"{i}.json"),
            ["inputs"] = new JsonArray([.. Inputs(job.Form, job.Rows)]),
        })]);
        // Packages are looked for beside the script.
        File.Copy(Repository.PathOf($"{Source}/score.mjs"), Path.Combine(Folder, "score.mjs"), overwrite: true);
        var run = Run("node", Folder, "score.mjs", scratch.Write("jobs.json", list.ToJsonString()));
        Assert.That(run.Code, Is.Zero, run.Error);
        return [.. jobs.Select((_, i) => Read(File.ReadAllText(scratch.At($"{i}.json"))))];
    }

    private static string? Install()
    {
        if (Run("node", Path.GetTempPath(), "--version") is { Code: not 0 } node)
            return $"no node here: {node.Error}";
        if (Directory.Exists(Folder))
            return null;
        var making = Directory.CreateTempSubdirectory("pipeline-tests-node-").FullName;
        foreach (var file in (string[])["package.json", "package-lock.json"])
            File.Copy(Repository.PathOf($"{Source}/{file}"), Path.Combine(making, file));
        var npm = Run("npm", making, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000");
        // Another run of the tests may have been quicker.
        if (npm.Code == 0 && !Directory.Exists(Folder))
            Directory.Move(making, Folder);
        else
            Directory.Delete(making, recursive: true);
        return npm.Code == 0 ? null : $"npm cannot install onnxruntime-node here: {npm.Error}";
    }

    private static IEnumerable<JsonNode> Inputs(InputForm form, ForeignRows rows)
    {
        if (form == InputForm.Features)
            return [Tensor<float>("features", "float32", rows.Features, rows.Count)];
        return rows.Signature.Numeric.Zip(rows.Numbers, (column, values) => column.Type == NumericType.Single
                ? Tensor<float>(column.Name, "float32", Array.ConvertAll(values[..rows.Count], value => (float)value), rows.Count)
                : Tensor<double>(column.Name, "float64", values[..rows.Count], rows.Count))
            .Concat(rows.Signature.Categorical.Zip(rows.Texts, (name, texts) => (JsonNode)new JsonObject
            {
                ["name"] = name,
                ["type"] = "string",
                ["dims"] = new JsonArray(rows.Count, 1),
                ["texts"] = JsonSerializer.SerializeToNode(texts),
            }));
    }

    private static JsonObject Tensor<T>(string name, string type, T[] values, int rows)
        where T : unmanaged => new JsonObject
        {
            ["name"] = name,
            ["type"] = type,
            ["dims"] = new JsonArray(rows, values.Length / rows),
            ["hex"] = Convert.ToHexStringLower(MemoryMarshal.AsBytes<T>(values)),
        };

    private static ForeignScores Read(string json)
    {
        var outputs = JsonNode.Parse(json)!.AsArray().ToDictionary(output => (string)output!["name"]!, output => output!, StringComparer.Ordinal);
        return new ForeignScores(Floats("Score"), Floats("Probability"),
            outputs.TryGetValue("PredictedLabel", out var label) ? label["texts"].Deserialize<string[]>()! : []);

        float[] Floats(string name) =>
            outputs.TryGetValue(name, out var output) ? MemoryMarshal.Cast<byte, float>(Convert.FromHexString((string)output["hex"]!)).ToArray() : [];
    }

    private static RunResult Run(string program, string folder, params string[] arguments)
    {
        try
        {
            var start =
                new ProcessStartInfo(program, arguments)
                {
                    WorkingDirectory = folder,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                };
            return Support.Program.Finish(Process.Start(start)!);
        }
        catch (Win32Exception error)
        {
            return new RunResult(-1, "", error.Message);
        }
    }
}
