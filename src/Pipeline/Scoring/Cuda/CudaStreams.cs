using static Pipeline.Scoring.Cuda.CudaRuntime;

namespace Pipeline.Scoring.Cuda;

/// <summary>Three streams of a device: copies there, graphs, copies back, each in the order of the batches.</summary>
internal sealed class CudaStreams : IDisposable
{
    private const uint NonBlocking = 1;

    private readonly IntPtr[] streams = new IntPtr[3];

    /// <summary>Makes them on the device of the calling thread.</summary>
    public CudaStreams(string where)
    {
        try
        {
            foreach (ref var stream in streams.AsSpan())
                CudaFault.Check(cudaStreamCreateWithFlags(out stream, NonBlocking), where, nameof(cudaStreamCreateWithFlags));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IntPtr Upload => streams[0];

    public IntPtr Compute => streams[1];

    public IntPtr Download => streams[2];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var stream in streams)
            _ = stream == IntPtr.Zero ? 0 : cudaStreamDestroy(stream);
        Array.Clear(streams);
    }
}
