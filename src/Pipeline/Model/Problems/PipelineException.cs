using System.Globalization;

namespace Pipeline.Model.Problems;

/// <summary>
/// An error that is not a bug of this program: it says what was found, what was expected, where, and what to do,
/// and decides the exit code. All problems that one pass finds are reported at once, up to a hundred.
/// </summary>
internal abstract class PipelineException : Exception
{
    /// <summary>Problems that are told; whoever has more mends these first.</summary>
    private const int Most = 100;

    /// <summary>Creates the error from the problems that were found; <paramref name="total"/> counts those left out too.</summary>
    private protected PipelineException(ExitCode code, IReadOnlyList<Problem> problems, long total, Exception? cause)
        : base(Text(problems, total), cause)
    {
        Code = code;
        Problems = [.. problems.Take(Most)];
        Total = total;
    }

    /// <summary>The exit code of a run that ends with this error.</summary>
    public ExitCode Code { get; }

    /// <summary>The problems, in the order in which they were found; at least one.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>How many problems there are, those not listed included.</summary>
    public long Total { get; }

    private static string Text(IReadOnlyList<Problem> problems, long total)
    {
        var lines = problems.Take(Most).Select(problem => problem.ToString()).ToList();
        if (total > lines.Count)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"… and {total - lines.Count:N0} more ({total:N0} in all)"));
        return string.Join('\n', lines);
    }
}
