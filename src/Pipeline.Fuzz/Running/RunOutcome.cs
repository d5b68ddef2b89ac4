namespace Pipeline.Fuzz.Running;

/// <summary>What a command line gave.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record RunOutcome(int Code, string Out, string Error)
{
    /// <summary>The beginning of what it said on the error stream.</summary>
    public string Said => Error.Length > 600 ? Error[..600] + "…" : Error;
}
