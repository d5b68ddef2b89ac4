using Pipeline.Model.Problems;

namespace Pipeline.Model;

/// <summary>The device that was asked for is not there, or failed while it worked (exit code 5).</summary>
internal sealed class DeviceException : PipelineException
{
    /// <summary>Creates the error from all problems of one pass.</summary>
    public DeviceException(IReadOnlyList<Problem> problems, long? total = null, Exception? cause = null)
        : base(ExitCode.Device, problems, total ?? problems.Count, cause)
    {
    }

    /// <summary>Creates the error from one problem.</summary>
    public DeviceException(string where, string found, string expected, string remedy = "", Exception? cause = null)
        : this([new Problem(where, found, expected, remedy)], null, cause)
    {
    }
}
