namespace Pipeline.Verification;

/// <summary>What was found by scoring with all models in turn, each session opened and closed again.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="Sessions">Sessions opened and closed.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="Differing">Values that are not the processor's; null where numbers are left out.</param>
/// <param name="LostBytes">Memory of the first device that was free at the first round's end and is not any more.</param>
public sealed record GpuCheckSoak(double Seconds, long Sessions, long Rows, long? Differing, long LostBytes);
