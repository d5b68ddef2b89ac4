using System.Globalization;

namespace Pipeline.Fuzz.Running;

/// <summary>Counts what came of cases, area by area.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, SortedDictionary<int, int>> codes = [];
    private readonly Dictionary<(string Area, string Kind), int> findings = [];
    private readonly Lock gate = new();

    /// <summary>Cases tried.</summary>
    public int Cases { get; private set; }

    /// <summary>Cases with a fault.</summary>
    public int Findings { get; private set; }

    /// <summary>Takes a verdict; says how many of its kind there are by now, 0 where it is no finding.</summary>
    public int Add(string area, Verdict verdict)
    {
        lock (gate)
        {
            Cases++;
            if (!codes.TryGetValue(area, out var own))
                codes[area] = own = [];
            own[verdict.Code] = own.GetValueOrDefault(verdict.Code) + 1;
            if (verdict.Kind is null)
                return 0;
            Findings++;
            return findings[(area, verdict.Kind)] = findings.GetValueOrDefault((area, verdict.Kind)) + 1;
        }
    }

    /// <summary>The counts as a table in Markdown, and below it the kinds of findings.</summary>
    public IEnumerable<string> Lines()
    {
        var all = codes.Values.SelectMany(own => own.Keys).Distinct().Order().ToList();
        yield return $"| area | cases | {string.Join(" | ", all.Select(code => $"exit {code}"))} | findings |";
        yield return $"|---|---:|{string.Concat(all.Select(_ => "---:|"))}---:|";
        foreach (var (area, own) in codes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var found = findings.Where(pair => pair.Key.Area == area).Sum(pair => pair.Value);
            var counts = all.Select(code => own.GetValueOrDefault(code)).Prepend(own.Values.Sum()).Append(found);
            yield return $"| {area} | {string.Join(" | ", counts.Select(count => count.ToString("N0", CultureInfo.InvariantCulture)))} |";
        }
        if (findings.Count > 0)
            yield return "";
        foreach (var ((area, kind), count) in findings.OrderBy(pair => pair.Key.Area, StringComparer.Ordinal).ThenByDescending(pair => pair.Value))
            yield return FormattableString.Invariant($"- {area}: {kind}: {count:N0}");
    }
}
