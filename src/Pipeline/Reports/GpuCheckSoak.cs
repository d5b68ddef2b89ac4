namespace Pipeline.Reports;

/// <summary>What was found by scoring with all models in turn, in every precision, each session opened and closed again.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="Rounds">How many times all models had their turn; at least twice, so that there is a second to compare with the first.</param>
/// <param name="Sessions">Sessions opened and closed.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="Differing">Values that are wrong; null where numbers are left out.</param>
/// <param name="LostBytes">Memory of the device that was free after the first round and after none of the last half of them.</param>
internal sealed record GpuCheckSoak(double Seconds, int Rounds, long Sessions, long Rows, long? Differing, long LostBytes)
{
    /// <summary>
    /// Bytes that may be missing. Driver and libraries take memory once, for kernels that they load when first used, and hand it out in
    /// pages of 2 MiB that stay where a piece of one is in use: room for sixteen. It does not grow with the rounds, as a leak does:
    /// in a minute of hundreds of sessions, 100 kB a session are more.
    /// </summary>
    public const long AllowedBytes = 32 << 20;
}
