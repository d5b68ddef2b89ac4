using Pipeline.Model.Problems;

namespace Pipeline.Reports;

/// <summary>How a run failed.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Total">How many problems there are, those left out included.</param>
/// <param name="Problems">The problems; at least one.</param>
internal sealed record ErrorOutcome(ExitCode Code, long Total, IReadOnlyList<Problem> Problems)
{
    /// <summary>Of an error of the user, the data, the zip or the device.</summary>
    public static ErrorOutcome Of(PipelineException error) => new(error.Code, error.Total, error.Problems);

    /// <summary>An end that is nobody's error, or this program's own.</summary>
    public static ErrorOutcome Of(ExitCode code, string found) => new(code, 1, [new Problem("run", found, "")]);
}
