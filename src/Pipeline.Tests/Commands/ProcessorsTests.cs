using System.Globalization;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>ML.NET's own trees ask the process for its processors, so that only a process of its own shows what another number makes of them.</summary>
[TestFixture]
internal sealed class ProcessorsTests
{
    [TestCase("fastTree")]
    [TestCase("fastTreeTweedie")]
    public void The_number_of_processors_changes_no_byte_of_a_zip(string trainer)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(TrainerEntry.ManyRows * 5 / 4));
        scratch.Write("run.jsonc", $$"""
            { "task": "regression", "seed": 3, "data": { "train": "table.csv", "label": { "column": "y" }, "numeric": "rest" },
              "split": { "by": "rows", "testFraction": 0.1 },
              "model": { "trainer": "{{trainer}}", "options": { "numberOfTrees": 8 } } }
            """);

        byte[] On(int processors)
        {
            var environment = new Dictionary<string, string?> { ["DOTNET_PROCESSOR_COUNT"] = processors.ToString(CultureInfo.InvariantCulture) };
            var train = Support.Program.Start(scratch.Directory, environment, "train", "run.jsonc", "--out", $"on-{processors}");
            Assert.That(train.Code, Is.Zero, train.Error);
            return File.ReadAllBytes(scratch.At($"on-{processors}/model.zip"));
        }

        Assert.That(On(5), Is.EqualTo(On(1)));
    }

    private static string Table(int rows)
    {
        var random = new Random(7);
        return "a,b,c,y\n" + string.Concat(Enumerable.Range(0, rows).Select(_ =>
        {
            var (a, b, c) = (random.NextDouble(), random.NextDouble(), random.Next(9));
            return string.Create(CultureInfo.InvariantCulture, $"{a:F4},{b:F4},{c},{Math.Round((a * b) + (c % 3) + random.NextDouble(), 3)}\n");
        }));
    }
}
