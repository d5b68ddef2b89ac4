namespace Pipeline.Model.Problems;

/// <summary>A check, gate or limit failed (exit code 1).</summary>
internal sealed class CheckException : PipelineException
{
    /// <summary>Creates the error from all problems of one pass.</summary>
    public CheckException(IReadOnlyList<Problem> problems, long? total = null, Exception? cause = null)
        : base(ExitCode.CheckFailed, problems, total ?? problems.Count, cause)
    {
    }

    /// <summary>Creates the error from one problem.</summary>
    public CheckException(string where, string found, string expected, string remedy = "", Exception? cause = null)
        : this([new Problem(where, found, expected, remedy)], null, cause)
    {
    }
}
