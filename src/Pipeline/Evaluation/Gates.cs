using System.Globalization;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Evaluation;

/// <summary>Holds a report to the limits of the config.</summary>
internal static class Gates
{
    // A difference of two figures is only as good as their rounding: 0.82 − 0.81 is a little below 0.01 in doubles, and
    // must pass a limit of 0.01.
    private const double Rounding = 1e-12;

    /// <summary>Checks every limit; the results come in the order of the config.</summary>
    /// <param name="gates">The limits.</param>
    /// <param name="current">The report that is held to them.</param>
    /// <param name="baseline">The report to compare with; may be null where no limit needs it.</param>
    /// <exception cref="ConfigException">
    /// A metric is none of the task's, a limit on improvement has no baseline, or the baseline is of another task or
    /// without the metric; all such problems are listed.
    /// </exception>
    public static IReadOnlyList<GateResult> Check(GatesConfig gates, EvaluationReport current, BaselineFigures? baseline)
    {
        var results = new List<GateResult>();
        var problems = new List<Problem>();
        for (var i = 0; i < gates.Metrics.Count; i++)
        {
            var gate = gates.Metrics[i];
            var path = string.Create(CultureInfo.InvariantCulture, $"$.gates.metrics[{i}]");
            var known = MetricCatalog.For(current.Task);
            if (known.FirstOrDefault(metric => metric.Name == gate.Metric) is not { } metric)
            {
                var names = known.Select(m => m.Name).ToList();
                problems.Add(new Problem($"{path}.metric", DataText.Quote(gate.Metric),
                    $"a metric of a {EnumForm.Text(current.Task)} model: {string.Join(", ", names)}", Synonyms.Hint(gate.Metric, names)));
                continue;
            }
            foreach (var (kind, name, limit) in Limits(gate))
            {
                var absolute = kind is GateKind.Minimum or GateKind.Maximum;
                var missing = !absolute && baseline is null && gates.Baseline is { IfMissing: MissingBaseline.Pass };
                var problem = absolute ? null : BaselineProblem($"{path}.{name}", metric, current, baseline?.Baseline, missing);
                if (problem is null && missing)
                    results.Add(new GateResult($"{path}.{name}", metric.Name, kind, limit, current.Metric(metric.Name)?.Value, null,
                        true)
                    { HasNoBaseline = true });
                else if (problem is null)
                    results.Add(Result($"{path}.{name}", metric, kind, limit, absolute ? current : baseline!.Current, absolute ? null : baseline!.Baseline));
                else if (!problems.Contains(problem))
                    problems.Add(problem);
            }
        }
        return problems.Count == 0 ? results : throw new ConfigException(problems);
    }

    /// <summary>The same, all passed.</summary>
    /// <exception cref="CheckException">One did not; all that did not are named.</exception>
    public static IReadOnlyList<GateResult> Require(GatesConfig gates, EvaluationReport current, BaselineFigures? baseline)
    {
        var results = Check(gates, current, baseline);
        return Failure(results) is { } failure ? throw failure : results;
    }

    /// <summary>The failed limits as one error that lists each with figure, limit and baseline; null where all passed.</summary>
    public static CheckException? Failure(IReadOnlyList<GateResult> results)
    {
        var failed = results.Where(result => !result.Passed).Select(Describe).ToList();
        return failed.Count == 0 ? null : new CheckException(failed);
    }

    private static IEnumerable<(GateKind Kind, string Name, double Limit)> Limits(GateConfig gate)
    {
        if (gate.Minimum is { } minimum)
            yield return (GateKind.Minimum, "minimum", minimum);
        if (gate.Maximum is { } maximum)
            yield return (GateKind.Maximum, "maximum", maximum);
        if (gate.MinimumImprovement is { } improvement)
            yield return (GateKind.MinimumImprovement, "minimumImprovement", improvement);
        if (gate.MinimumRelativeImprovement is { } relative)
            yield return (GateKind.MinimumRelativeImprovement, "minimumRelativeImprovement", relative);
    }

    private static Problem? BaselineProblem(string path, MetricInfo metric, EvaluationReport current, EvaluationReport? baseline, bool mayBeMissing)
    {
        if (metric.HigherIsBetter is null)
            return new Problem(path, $"'{metric.Name}', of which neither direction is better", "minimum or maximum");
        if (mayBeMissing)
            return null;
        if (baseline is null)
            return new Problem("$.gates.baseline", "no baseline", $"a model zip or metrics file, since {path} compares with it");
        if (baseline.Task != current.Task)
        {
            return new Problem("$.gates.baseline", $"a baseline of the task {EnumForm.Text(baseline.Task)}",
                $"one of the task {EnumForm.Text(current.Task)}");
        }
        return baseline.Metric(metric.Name) is null
            ? new Problem("$.gates.baseline", $"a baseline without {metric.Name}", $"a baseline that has it, since {path} compares with it")
            : null;
    }

    private static GateResult Result(
        string path, MetricInfo metric, GateKind kind, double limit, EvaluationReport current, EvaluationReport? baseline)
    {
        var figure = current.Metric(metric.Name)?.Value;
        var before = baseline?.Metric(metric.Name)?.Value;
        var passed = kind switch
        {
            GateKind.Minimum => figure >= limit,
            GateKind.Maximum => figure <= limit,
            GateKind.MinimumImprovement => Improves(figure, before, metric, limit),

            // Multiplied rather than divided: against a baseline of 0 any improvement that is not negative is enough.
            _ => Improves(figure, before, metric, limit * Math.Abs(before ?? 0)),
        };
        return new GateResult(path, metric.Name, kind, limit, figure, before, passed);
    }

    private static bool Improves(double? figure, double? before, MetricInfo metric, double atLeast)
    {
        var improvement = metric.HigherIsBetter == true ? figure - before : before - figure;
        return improvement >= atLeast - Rounding * Math.Max(Math.Abs(figure ?? 0), Math.Abs(before ?? 0));
    }

    private static Problem Describe(GateResult result)
    {
        var found = $"{result.Metric} is {Exact(result.Figure)}";
        if (result.ComparesWithBaseline)
            found += $", the baseline's is {Exact(result.Baseline)}";
        var expected = result.Kind switch
        {
            GateKind.Minimum => $"at least {Exact(result.Limit)}",
            GateKind.Maximum => $"at most {Exact(result.Limit)}",
            GateKind.MinimumImprovement => $"better than the baseline's by at least {Exact(result.Limit)}",
            _ => $"better than the baseline's by at least {Exact(result.Limit)} times its absolute value",
        };
        return new Problem(result.Where, found, expected);
    }

    // All digits: rounded, a figure just below its limit would look equal to it.
    private static string Exact(double? figure) =>
        figure is { } value ? value.ToString(CultureInfo.InvariantCulture) : "undefined on these rows";
}
