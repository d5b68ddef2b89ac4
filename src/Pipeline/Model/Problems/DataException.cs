namespace Pipeline.Model.Problems;

/// <summary>The data is wrong (exit code 3).</summary>
internal sealed class DataException : PipelineException
{
    /// <summary>Creates the error from all problems of one pass.</summary>
    public DataException(IReadOnlyList<Problem> problems, long? total = null, Exception? cause = null)
        : base(ExitCode.Data, problems, total ?? problems.Count, cause)
    {
    }

    /// <summary>Creates the error from one problem.</summary>
    public DataException(string where, string found, string expected, string remedy = "", Exception? cause = null)
        : this([new Problem(where, found, expected, remedy)], null, cause)
    {
    }
}
