namespace Pipeline.Model.Problems;

/// <summary>The exit codes of the program: one table, repeated in the README.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A check, gate or limit failed.</summary>
    CheckFailed = 1,

    /// <summary>The command line or the config is wrong.</summary>
    Usage = 2,

    /// <summary>The data is wrong.</summary>
    Data = 3,

    /// <summary>The zip is damaged, edited, foreign or too new.</summary>
    Artifact = 4,

    /// <summary>The device that was asked for is not there.</summary>
    Device = 5,

    /// <summary>A bug of this program.</summary>
    Bug = 70,

    /// <summary>Interrupted (Ctrl-C).</summary>
    Interrupted = 130,
}
