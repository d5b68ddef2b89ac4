namespace Pipeline.Model.Problems;

/// <summary>The command line or the config is wrong (exit code 2).</summary>
internal sealed class ConfigException : PipelineException
{
    /// <summary>Creates the error from all problems of one pass.</summary>
    public ConfigException(IReadOnlyList<Problem> problems, long? total = null, Exception? cause = null)
        : base(ExitCode.Usage, problems, total ?? problems.Count, cause)
    {
    }

    /// <summary>Creates the error from one problem.</summary>
    public ConfigException(string where, string found, string expected, string remedy = "", Exception? cause = null)
        : this([new Problem(where, found, expected, remedy)], null, cause)
    {
    }
}
