namespace Pipeline.Model.Problems;

/// <summary>The zip is damaged, edited, foreign or too new (exit code 4).</summary>
internal sealed class ArtifactException : PipelineException
{
    /// <summary>Creates the error from all problems of one pass.</summary>
    public ArtifactException(IReadOnlyList<Problem> problems, long? total = null, Exception? cause = null)
        : base(ExitCode.Artifact, problems, total ?? problems.Count, cause)
    {
    }

    /// <summary>Creates the error from one problem.</summary>
    public ArtifactException(string where, string found, string expected, string remedy = "", Exception? cause = null)
        : this([new Problem(where, found, expected, remedy)], null, cause)
    {
    }
}
