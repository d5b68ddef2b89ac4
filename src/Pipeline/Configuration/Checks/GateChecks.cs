using System.Globalization;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Checks;

/// <summary>Checks of the gates: a gate that could never fail, or never be measured, is an error.</summary>
internal static class GateChecks
{
    public static void Run(RunConfig config, Reading reading)
    {
        if (!reading.Sound("gates"))
            return;
        if (config.Gates.Baseline is { Rescore: true } baseline && !baseline.IsZip)
            reading.Add("$.gates.baseline.rescore", $"rescore with '{baseline.Zip}'", "a model zip, whose name ends in .zip",
                "The figures of a metrics.json cannot be measured anew.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < config.Gates.Metrics.Count; i++)
        {
            var gate = config.Gates.Metrics[i];
            var path = JsonPath.Item("$.gates.metrics", i);
            if (reading.Sound("task"))
                Metric(gate, config.Task, path, reading);
            else
                OfNoTask(gate, path, reading);
            Limits(gate, path, reading);
            if (!seen.Add(gate.Metric))
                reading.Add($"{path}.metric", $"{DataText.Quote(gate.Metric)} a second time", "one object a metric", "Put its limits into one object.");
            if (config.Gates.Baseline is null && Improvement(gate) is { } limit)
            {
                reading.Add(
                    $"{path}.{limit}", $"{limit} without gates.baseline", "a baseline to improve on",
                    "Set gates.baseline to a model zip or a metrics.json.");
            }
        }
    }

    private static void Metric(GateConfig gate, TaskKind task, string path, Reading reading)
    {
        var metrics = MetricCatalog.For(task);
        var metric = metrics.FirstOrDefault(known => known.Name == gate.Metric);
        if (metric is null)
        {
            var names = metrics.Select(known => known.Name).ToList();
            reading.Add(
                $"{path}.metric", DataText.Quote(gate.Metric), $"a metric of task {EnumForm.Text(task)}: {string.Join(", ", names)}",
                Synonyms.Hint(gate.Metric, names));
        }
        else if (metric.HigherIsBetter is null && Improvement(gate) is { } limit)
        {
            reading.Add($"{path}.{limit}", $"{limit} of {metric.Name}", "minimum or maximum: neither direction of this figure is better");
        }
    }

    /// <summary>The task is wrong too; this name would be wrong with every task.</summary>
    private static void OfNoTask(GateConfig gate, string path, Reading reading)
    {
        var names = Enum.GetValues<TaskKind>().SelectMany(MetricCatalog.For).Select(known => known.Name).Distinct().ToList();
        if (!names.Contains(gate.Metric))
            reading.Add($"{path}.metric", DataText.Quote(gate.Metric), "a metric of the task", Synonyms.Hint(gate.Metric, names));
    }

    private static void Limits(GateConfig gate, string path, Reading reading)
    {
        if (gate is { Minimum: null, Maximum: null, MinimumImprovement: null, MinimumRelativeImprovement: null })
        {
            reading.Add(
                path, $"no limit on {gate.Metric}", "at least one of minimum, maximum, minimumImprovement, minimumRelativeImprovement");
        }
        if (gate.Minimum > gate.Maximum)
        {
            reading.Add(
                path, string.Create(CultureInfo.InvariantCulture, $"minimum {gate.Minimum} above maximum {gate.Maximum}"),
                "limits that some figure can meet");
        }
    }

    private static string? Improvement(GateConfig gate) =>
        gate.MinimumImprovement is not null ? "minimumImprovement" :
        gate.MinimumRelativeImprovement is not null ? "minimumRelativeImprovement" : null;
}
