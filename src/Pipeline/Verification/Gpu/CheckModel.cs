using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Configuration;
using Pipeline.Configuration.Options;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Runs;
using Pipeline.Tables;

namespace Pipeline.Verification.Gpu;

/// <summary>A model to check a device with, and rows for it.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Trainer">The trainer that made it.</param>
/// <param name="Model">The fitted chain.</param>
/// <param name="Rows">Rows, most of which it was not trained on.</param>
internal sealed record CheckModel(TaskKind Task, string Trainer, FittedModel Model, RowBatch Rows)
{
    private const int TableRows = 20_000;

    /// <summary>
    /// A model of every trainer of the catalogue, made on the spot from a table that is made up: numbers of both types, some of them
    /// missing, and categories. The check of a machine needs no files.
    /// </summary>
    public static IEnumerable<CheckModel> OfEveryTrainer()
    {
        var table = new InputFile("table.csv") { Held = Encoding.UTF8.GetBytes(string.Join('\n', Table())) };
        return TrainerCatalog.All.Select(trainer => Fit(table, trainer));
    }

    private static CheckModel Fit(InputFile file, TrainerEntry trainer)
    {
        var config = ConfigReader.FromJson(JsonNode.Parse(Config(trainer))!.AsObject(), "gpu-check");
        using var trial = Trial.Run(TrialRows.Read(config, [file]));
        return new CheckModel(trainer.Task, trainer.Name, trial.Tuned.Model, trial.Rows.Table.Batch);
    }

    private static string Config(TrainerEntry trainer)
    {
        var label = trainer.Task switch
        {
            TaskKind.Binary => """{ "column": "yes", "positive": "1" }""",
            TaskKind.Multiclass => """{ "column": "kind" }""",
            _ => """{ "column": "amount" }""",
        };
        // Thousands of rounds of boosting make an additive model no larger.
        var options = trainer.Name == "gam" ? """, "options": { "numberOfIterations": 100 }"""
            : trainer.IsOneVersusAll ? """, "binary": { "trainer": "fastTree" }""" : "";
        return $$"""
            {
              "task": "{{trainer.Task.ToString().ToLowerInvariant()}}",
              "data": {
                "train": "table.csv", "label": {{label}}, "numeric": ["a", "b", "c", "d", "time"], "categorical": ["place", "day"], "asDouble": "time"
              },
              "split": { "by": "rows", "testFraction": 0.9 },
              "impute": { "numeric": "median", "indicators": "b" },
              "model": { "trainer": "{{trainer.Name}}"{{options}} }
            }
            """;
    }

    private static IEnumerable<string> Table()
    {
        var random = new Random(1);
        yield return "a,b,c,d,time,place,day,yes,kind,amount";
        for (var row = 0; row < TableRows; row++)
        {
            var (a, b, c, d) = (random.NextDouble() - 0.5, random.NextDouble() * 100, Math.Exp(6 * random.NextDouble()), random.Next(20));
            var (place, day, time) = (random.Next(9), random.Next(7), 1.7e9 + random.Next(1_000_000));
            var sum = (4 * a) + (b / 50) - (c / 200) + (d % 5 / 3.0) + (place % 3) - (day == 6 ? 1 : 0) + random.NextDouble();
            yield return FormattableString.Invariant(
                $"{a:R},{(random.Next(20) == 0 ? "" : FormattableString.Invariant(
                    $"{b:R}"))},{c:R},{d},{time:R},p{place},d{day},{(sum > 2 ? 1 : 0)},k{Math.Clamp((int)sum, 0, 3)},{Math.Exp(sum / 2):R}");
        }
    }
}
