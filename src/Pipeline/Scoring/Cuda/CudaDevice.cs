using Pipeline.Model;
using Pipeline.Model.Problems;
using static Pipeline.Scoring.Cuda.CudaRuntime;

namespace Pipeline.Scoring.Cuda;

/// <summary>A GPU.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="ComputeCapability">Its generation, such as 9.0.</param>
/// <param name="FreeBytes">Memory that nobody uses.</param>
/// <param name="TotalBytes">Memory in all.</param>
/// <param name="Problem">Why it cannot be used, and then its memory is not known; null where it can.</param>
internal sealed record CudaDevice(int Index, string Name, string ComputeCapability, long FreeBytes, long TotalBytes, Problem? Problem)
{
    /// <summary>Looks at a device, which takes a few hundred MB of its memory until the process ends: what is free shows only then.</summary>
    internal static CudaDevice Look(int index)
    {
        var device = new CudaDevice(index, NameOf(index), CapabilityOf(index), 0, 0, null);
        try
        {
            var (free, total) = Memory(index);
            return device with { FreeBytes = free, TotalBytes = total };
        }
        catch (DeviceException error)
        {
            return device with { Problem = error.Problems[0] };
        }
    }

    /// <summary>Memory of a device, free and in all.</summary>
    /// <exception cref="DeviceException">The device cannot be used.</exception>
    internal static (long Free, long Total) Memory(int index)
    {
        var where = FormattableString.Invariant($"cuda:{index}");
        CudaFault.Check(cudaSetDevice(index), where, nameof(cudaSetDevice));
        CudaFault.Check(cudaMemGetInfo(out var free, out var total), where, nameof(cudaMemGetInfo));
        return ((long)free, (long)total);
    }
}
