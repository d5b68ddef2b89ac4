namespace Pipeline.Cli.Streams;

/// <summary>What the caller types to start the program: help and errors call it that.</summary>
internal static class ProgramName
{
    /// <summary>Set by the scripts, which start the program in the caller's place.</summary>
    public const string Variable = "PIPELINE_COMMAND";

    /// <summary>The name of this process's program: the script's where one started it, else the executable's own.</summary>
    public static string OfProcess() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } script ? script : typeof(ProgramName).Assembly.GetName().Name!;
}
