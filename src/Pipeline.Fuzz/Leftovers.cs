using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz;

/// <summary>What a run left or changed beside the outputs that its command line names.</summary>
internal static class Leftovers
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="trial">The case, run.</param>
    /// <param name="run">What came of it.</param>
    /// <param name="outputs">Beginnings of the paths that it may write, in its folder.</param>
    public static Verdict? Fault(Trial trial, RunOutcome run, params IReadOnlyList<string> outputs)
    {
        var found = trial.Files();
        foreach (var (name, content) in trial.Case.Files)
        {
            if (!found.Remove(name, out var now))
                return new Verdict(run.Code, "an input taken away", $"{name} is gone. {run.Said}");
            if (!now.AsSpan().SequenceEqual(content) && !IsNamed(name, run, outputs))
                return new Verdict(run.Code, "an input changed", $"{name}. {run.Said}");
        }
        var left = found.Keys.Where(name => !IsNamed(name, run, outputs) || name.Contains(".tmp", StringComparison.Ordinal)).ToList();
        return left.Count == 0 ? null : new Verdict(run.Code, "something left behind", $"exit {run.Code} left {string.Join(", ", left)}. {run.Said}");
    }

    /// <summary>A run that fails changes nothing.</summary>
    private static bool IsNamed(string name, RunOutcome run, IReadOnlyList<string> outputs) =>
        run.Code == 0 && outputs.Any(output => name.StartsWith(output, StringComparison.Ordinal));
}
