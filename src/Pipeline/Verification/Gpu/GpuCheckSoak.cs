namespace Pipeline.Verification.Gpu;

/// <summary>What was found by scoring with all models in turn, in every precision, each session opened and closed again.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="Rounds">How many times all models had their turn; at least twice, so that there is a second to compare with the first.</param>
/// <param name="Sessions">Sessions opened and closed.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="Differing">Values that are wrong; null where numbers are left out.</param>
/// <param name="LostBytes">Memory of the device that was free after the first round and after none of the last half of them.</param>
internal sealed record GpuCheckSoak(double Seconds, int Rounds, long Sessions, long Rows, long? Differing, long LostBytes);
