namespace Pipeline.Model.Problems;

/// <summary>
/// What this program compiled or saved does not give the scores that it was made of (exit code 70): a bug of the program, which the
/// user's data and config cannot mend.
/// </summary>
internal sealed class ParityException : PipelineException
{
    /// <summary>What a user can do about it.</summary>
    public const string Remedy = "This is a bug of Pipeline, not of your data; please report it with the config.";

    /// <summary>Creates the error from all problems of one pass.</summary>
    public ParityException(IReadOnlyList<Problem> problems)
        : base(ExitCode.Bug, problems, problems.Count, null)
    {
    }
}
