using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz.Csv;

/// <summary>Whether a table was refused rightly, and with the right place.</summary>
internal static partial class RefusedJudge
{
    public static Verdict Judge(RunOutcome run, Reading reading, string policy, bool hasOutput)
    {
        if (hasOutput)
            return new Verdict(run.Code, "an output of a refused run", run.Said);
        if (!run.Error.Contains(CsvArea.Input, StringComparison.Ordinal))
            return new Verdict(run.Code, "a refusal without its place", run.Said);
        if (reading.Table is null || reading.MayBeRefused)
            return new Verdict(run.Code);
        var isRight = policy == "stop" ? reading.Bad.Count > 0 : reading.Bad.Count > 0 && (reading.Good.Count == 0 || !reading.IsClear);
        if (!isRight)
            return new Verdict(run.Code, "a sound table refused",
                $"the plain reader has {reading.Good.Count} rows and {reading.Bad.Count} bad ones, --bad-rows {policy}. {run.Said}");
        var (first, line) = (reading.Bad[0].Record, Line().Match(run.Error));
        if (!line.Success || int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) is var found && (found < first.Line || found > first.LastLine))
            return new Verdict(run.Code, "a refusal at another line",
                $"the plain reader's first bad row ({reading.Bad[0].Fault}) is at lines {first.Line} to {first.LastLine}. {run.Said}");
        return new Verdict(run.Code);
    }

    [GeneratedRegex(@"in\.csv:(\d+)")]
    private static partial Regex Line();
}
