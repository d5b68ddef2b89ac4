using NUnit.Framework;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Reports.Json;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Tests.Evaluation;

[NonParallelizable]
internal sealed class MeasurementTests
{
    private const int Rows = 3_000_000;

    private static readonly LabelPrior[] priors = [new([], 0.25), new([0.5, 0.5], 0), new([0.25, 0.25, 0.5], 0)];

    [Test]
    public void Batches_of_any_size_give_the_same_report_to_the_last_bit(
        [Values] TaskKind task, [Values] bool weighted)
    {
        var whole = Measured(task, weighted, rows: 2000, batch: 2000);
        foreach (var batch in (int[])[1, 7, 999])
            Assert.That(FiguresJson.Write(Measured(task, weighted, rows: 2000, batch)).ToJsonString(), Is.EqualTo(FiguresJson.Write(whole).ToJsonString()),
                $"batches of {batch}");
    }

    [Test]
    public void What_is_kept_in_memory_does_not_grow_with_the_rows([Values] TaskKind task, [Values] bool weighted)
    {
        using var measurement = New(task, weighted);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Fill(measurement, task, weighted, Rows, 1000);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.That(kept, Is.LessThan(16 * Rows), "bytes");
        Assert.That(measurement.Report().Rows, Is.EqualTo(Rows));
    }

    private static EvaluationReport Measured(TaskKind task, bool weighted, int rows, int batch)
    {
        using var measurement = New(task, weighted);
        Fill(measurement, task, weighted, rows, batch);
        return measurement.Report();
    }

    private static Measurement New(TaskKind task, bool weighted) => new(task,
        [.. priors[Classes(task) switch { 0 => 0, 2 => 1, _ => 2 }].ClassShares.Select((_, k) => $"class {k}")],
        priors[Classes(task) switch { 0 => 0, 2 => 1, _ => 2 }], weighted);

    private static int Classes(TaskKind task) => task switch { TaskKind.Regression => 0, TaskKind.Binary => 2, _ => 3 };

    private static void Fill(Measurement measurement, TaskKind task, bool weighted, int rows, int batch)
    {
        var random = new Random(1);
        var predictions = new Predictions(task, Classes(task));
        for (var first = 0; first < rows; first += batch)
        {
            predictions.Clear();
            var count = Math.Min(batch, rows - first);
            for (var row = 0; row < count; row++)
            {
                var p = random.NextSingle();
                float[] probability = task switch { TaskKind.Regression => [], TaskKind.Binary => [p], _ => [p / 2, p / 2, 1 - p] };
                predictions.Add(task == TaskKind.Regression ? [p] : probability, probability, random.Next(Math.Max(1, Classes(task))));
            }
            var labels = Enumerable.Range(first, count).Select(row => task == TaskKind.Regression ? row * 0.37 % 5 : row * 31L % 7 % Classes(task)).ToArray();
            measurement.Add(predictions, new Truth(labels, weighted ? [.. Enumerable.Range(first, count).Select(row => 0.1 + (row % 13))] : null));
        }
    }
}
