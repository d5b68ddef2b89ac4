using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Pipeline.Benchmarks;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Benchmarks;

/// <summary>The model that ONNX Runtime is given is ours: a contender with another one would prove nothing.</summary>
[TestFixture]
internal sealed class LogisticOnnxTests
{
    [Test]
    public void It_gives_our_probabilities_but_for_rounding_with_numbers_missing_and_categories()
    {
        using var scratch = new Scratch();
        string[] plans = ["a", "b, \"c\"", ""];
        var text = new StringBuilder("f00,f01,c00,label\n");
        for (var i = 0; i < 400; i++)
        {
            text.Append(FormattableString.Invariant($"{(i % 9 == 0 ? "" : i * 37 % 101)},{i * 53 % 97 / 8.0},"))
                .Append(plans[i % 3].Contains('"') ? "\"b, \"\"c\"\"\"" : plans[i % 3])
                .Append((i * 37 % 101) + (i % 3 * 20) > 60 + (i * 31 % 17) ? ",1\n" : ",0\n");
        }
        var table = scratch.Write("t.csv", text.ToString());
        var config = scratch.Write("c.json", $$"""
            { "task": "binary", "data": { "train": "{{table}}", "label": { "column": "label", "positive": "1" }, "numeric": "rest", "categorical": "c00" },
              "model": { "trainer": "lbfgsLogisticRegression" } }
            """);
        Assert.That(Support.Program.Run("train", config, "--out", scratch.At("run")).Code, Is.Zero);
        Assert.That(Support.Program.Run("score", scratch.At("run/model.zip"), table, scratch.At("out.csv")).Code, Is.Zero);

        LogisticOnnx.Write(scratch.At("run/model.zip"), scratch.At("m.onnx"));

        using var session = new InferenceSession(scratch.At("m.onnx"));
        var columns = JsonNode.Parse(session.ModelMetadata.CustomMetadataMap["columns"])!.AsArray();
        float Slot(JsonNode slot, int i) => (string)slot["column"]! switch
        {
            "f00" => i % 9 == 0 ? (float)slot["fill"]! : i * 37 % 101,
            "f01" => i * 53 % 97 / 8.0f,
            _ => (string)slot["category"]! == plans[i % 3] ? 1 : 0,
        };
        float[] matrix = [.. Enumerable.Range(0, 400).SelectMany(i => columns.Select(slot => Slot(slot!, i)))];
        using var features = OrtValue.CreateTensorValueFromMemory(matrix, [400, columns.Count]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["features"], [features], ["probability"]);
        var ours = File.ReadLines(scratch.At("out.csv")).Skip(1).Select(line => float.Parse(line.Split(',')[1], CultureInfo.InvariantCulture));

        Assert.That(columns, Has.Count.EqualTo(4));
        Assert.That(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(ours.ToArray()).Within(2e-6f));
    }
}
