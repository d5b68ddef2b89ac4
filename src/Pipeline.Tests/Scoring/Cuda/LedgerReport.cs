namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>Everything that was counted in one process.</summary>
/// <param name="Cases">What each model cost.</param>
/// <param name="Refusal">What was said of a graph with a node that the CUDA provider has no kernel for.</param>
/// <param name="Doubt">What was said of a score that was NaN where the processor's is a number.</param>
/// <param name="Threads">What happened while several threads scored all rows of concrete, 1,030, on several devices.</param>
internal sealed record LedgerReport(Dictionary<string, LedgerEntry> Cases, string Refusal, string Doubt, Dictionary<string, long> Threads)
{
    /// <summary>Devices.</summary>
    public const int Devices = 4;

    /// <summary>Threads, with a scorer each: two on one of the devices, so that one session serves several.</summary>
    public const int Scorers = 5;
}
