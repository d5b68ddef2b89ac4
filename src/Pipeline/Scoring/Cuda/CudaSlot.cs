using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Scoring.Onnx;
using static Pipeline.Scoring.Cuda.CudaRuntime;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// A place for one batch at a time: tensors in pinned host memory and on the device, and a graph that was captured over them.
/// Fill, start, and only when others have been started too, read.
/// </summary>
internal sealed class CudaSlot : IDisposable
{
    private const uint WaitWithoutSpinning = 1;
    private const uint NoTimes = 2;

    // ONNX Runtime words what CUDA refuses in one buffer for all threads (cuda_call.cc), and forgets the code: where several GPUs fail
    // at once, no text could be told. A launch takes microseconds.
    private static readonly Lock launching = new();

    private readonly CudaSession owner;
    private readonly List<CudaTensor> inputs = [];
    private readonly List<CudaTensor> outputs = [];
    private readonly OrtIoBinding binding;
    private readonly RunOptions options = new();
    private readonly IntPtr[] events = new IntPtr[3];
    private string where;
    private int rows;

    /// <summary>Takes the memory, on the thread of the session.</summary>
    public CudaSlot(CudaSession owner, InferenceSession session, string where, int number)
    {
        (this.owner, this.where) = (owner, where);
        binding = session.CreateIoBinding();
        try
        {
            foreach (var (name, type, columns) in owner.Tensors.Inputs)
                inputs.Add(new CudaTensor(where, owner.Device, name, type, owner.Rows, columns));
            foreach (var (name, type, columns) in owner.Tensors.Outputs)
                outputs.Add(new CudaTensor(where, owner.Device, name, type, owner.Rows, columns));
            foreach (var tensor in inputs)
                binding.BindInput(tensor.Name, tensor.OnDevice);
            foreach (var tensor in outputs)
                binding.BindOutput(tensor.Name, tensor.OnDevice);
            foreach (ref var happened in events.AsSpan())
                CudaFault.Check(cudaEventCreateWithFlags(out happened, WaitWithoutSpinning | NoTimes), where, nameof(cudaEventCreateWithFlags));
            // The zeros are written beside the streams of the session.
            CudaFault.Check(cudaDeviceSynchronize(), where, nameof(cudaDeviceSynchronize));
            options.AddRunConfigEntry("gpu_graph_id", number.ToString(CultureInfo.InvariantCulture));
            options.AddRunConfigEntry("disable_synchronize_execution_providers", "1");
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Whether a batch is in it that has not been read.</summary>
    public bool IsBusy => rows > 0;

    /// <summary>
    /// Captures the graph, on the thread of the session: ONNX Runtime runs it until all memory is in place, then captures it, so
    /// that later runs replay it.
    /// </summary>
    public void Capture(InferenceSession session) => session.RunWithBinding(options, binding);

    /// <summary>Takes a batch and sends it on its way.</summary>
    public void Fill(KernelInput input)
    {
        owner.Tensors.Write(input, [.. inputs.Select(tensor => tensor.OnHost)]);
        owner.Start(this, input.Rows);
        rows = input.Rows;
    }

    /// <summary>Waits for the batch and adds its predictions.</summary>
    public void Read(Predictions into)
    {
        owner.Wait(this);
        TensorRows.Read([.. outputs.Select(tensor => tensor.OnHost)], rows, into);
        rows = 0;
    }

    /// <summary>Asks for copies there, graph and copies back, on the thread of the session.</summary>
    public void Start(InferenceSession session, CudaStreams streams, int count, string batch)
    {
        where = batch;
        foreach (var tensor in inputs)
            tensor.Upload(count, streams.Upload, batch);
        HandOn(events[0], streams.Upload, streams.Compute);
        lock (launching)
            session.RunWithBinding(options, binding);
        HandOn(events[1], streams.Compute, streams.Download);
        foreach (var tensor in outputs)
            tensor.Download(count, streams.Download, batch);
        CudaFault.Check(cudaEventRecord(events[2], streams.Download), batch, nameof(cudaEventRecord));
    }

    /// <summary>Waits for the batch, on the calling thread.</summary>
    public void Wait(int device)
    {
        CudaFault.Check(cudaSetDevice(device), where, nameof(cudaSetDevice));
        CudaFault.Check(cudaEventSynchronize(events[2]), where, nameof(cudaEventSynchronize));
    }

    /// <summary>Gives the memory back, on the thread of the session.</summary>
    public void Release()
    {
        binding.Dispose();
        options.Dispose();
        foreach (var tensor in inputs.Concat(outputs))
            tensor.Dispose();
        foreach (var happened in events)
            _ = happened == IntPtr.Zero ? 0 : cudaEventDestroy(happened);
    }

    /// <inheritdoc/>
    public void Dispose() => owner.Close(this);

    private void HandOn(IntPtr happened, IntPtr from, IntPtr to)
    {
        CudaFault.Check(cudaEventRecord(happened, from), where, nameof(cudaEventRecord));
        CudaFault.Check(cudaStreamWaitEvent(to, happened, 0), where, nameof(cudaStreamWaitEvent));
    }
}
