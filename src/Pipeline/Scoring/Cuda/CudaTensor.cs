using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static Pipeline.Scoring.Cuda.CudaRuntime;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// A tensor [rows, columns] twice: on the device, where a captured graph has its address, and in pinned host memory, which copies
/// need to run beside the computation. The device memory is not of ONNX Runtime's arena: what that lends to one graph while it is
/// captured it lends to others afterwards.
/// </summary>
internal sealed class CudaTensor : IDisposable
{
    private const int ToDevice = 1;
    private const int ToHost = 2;
    private const uint Portable = 1;

    private readonly nuint rowBytes;
    private IntPtr device;
    private IntPtr host;

    /// <summary>Takes the memory; on the device it is filled with 0, so that rows that were never copied are rows of zeros.</summary>
    public CudaTensor(string where, int index, string name, TensorElementType type, int rows, int columns)
    {
        Name = name;
        rowBytes = (nuint)columns * type switch { TensorElementType.Float or TensorElementType.Int32 => 4u, _ => 8u };
        var bytes = rowBytes * (nuint)rows;
        try
        {
            CudaFault.Check(cudaMalloc(out device, bytes), where, nameof(cudaMalloc));
            CudaFault.Check(cudaMemset(device, 0, bytes), where, nameof(cudaMemset));
            CudaFault.Check(cudaHostAlloc(out host, bytes, Portable), where, nameof(cudaHostAlloc));
            using var memory = new OrtMemoryInfo("Cuda", OrtAllocatorType.DeviceAllocator, index, OrtMemType.Default);
            OnDevice = OrtValue.CreateTensorValueWithData(memory, type, [rows, columns], device, (long)bytes);
            OnHost = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, [rows, columns], host, (long)bytes);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Its name in the graph.</summary>
    public string Name { get; }

    /// <summary>What the graph is bound to.</summary>
    public OrtValue OnDevice { get; } = null!;

    /// <summary>What rows are written to and read from.</summary>
    public OrtValue OnHost { get; } = null!;

    /// <summary>Starts the copy of the first rows to the device.</summary>
    public void Upload(int rows, IntPtr stream, string where) =>
        CudaFault.Check(cudaMemcpyAsync(device, host, rowBytes * (nuint)rows, ToDevice, stream), where, nameof(cudaMemcpyAsync));

    /// <summary>Starts the copy of the first rows from the device.</summary>
    public void Download(int rows, IntPtr stream, string where) =>
        CudaFault.Check(cudaMemcpyAsync(host, device, rowBytes * (nuint)rows, ToHost, stream), where, nameof(cudaMemcpyAsync));

    /// <inheritdoc/>
    public void Dispose()
    {
        OnDevice?.Dispose();
        OnHost?.Dispose();
        // What has failed before may fail here again, and has been reported.
        _ = device == IntPtr.Zero ? 0 : cudaFree(device);
        _ = host == IntPtr.Zero ? 0 : cudaFreeHost(host);
        (device, host) = (IntPtr.Zero, IntPtr.Zero);
    }
}
