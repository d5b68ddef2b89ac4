namespace Pipeline.Verification.Gpu;

/// <summary>
/// Tells a leak from what a device's free memory does anyway. A leak takes the same again in every round, so that after the first
/// rounds there is never as much free as there was after the first one. Another process that takes memory and gives it back is
/// forgiven so; one that keeps it is not, and cannot be told from a leak.
/// </summary>
internal static class LostMemory
{
    /// <summary>Bytes that were free after the first round and after none of the last half of them.</summary>
    /// <param name="free">Bytes free after each round, when all its sessions were closed; at least one round.</param>
    public static long Of(IReadOnlyList<long> free) => Math.Max(0, free[0] - free.Skip(free.Count / 2).Max());
}
