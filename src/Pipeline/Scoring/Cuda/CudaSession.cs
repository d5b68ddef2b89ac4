using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Model;
using Pipeline.Scoring.Onnx;
using static Pipeline.Scoring.Cuda.CudaRuntime;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// A compiled graph in ONNX Runtime's CUDA provider on one device. Strict: ONNX Runtime refuses the session where a single node
/// would run elsewhere. Copies there, graphs and copies back have a stream each, and events hand a batch on from one to the next,
/// so that the copies of one batch run beside the graph of another. The captured graphs of all slots share the session's scratch
/// memory, which is why they have one stream.
/// </summary>
internal sealed class CudaSession : IDisposable
{
    // Until the graphs of a session are captured, no other thread of the process may call into CUDA, on whichever device.
    private static readonly ReaderWriterLockSlim capturing = new();

    // What a device that failed for good leaves behind; held, so that no finalizer gives it back.
    private static readonly List<Action> abandoned = [];

    private readonly CudaThread thread;
    private readonly CudaStreams streams = null!;
    private readonly InferenceSession session = null!;
    private int slots;
    private long batches;

    /// <summary>Opens the session.</summary>
    /// <param name="model">The bytes of the ONNX model.</param>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="device">Number of the device.</param>
    /// <param name="rows">Rows of a batch; a shorter one is padded.</param>
    /// <exception cref="DeviceException">The device has no room for it, or fails.</exception>
    public CudaSession(byte[] model, ModelSignature signature, int device, int rows)
    {
        (Device, Rows, Tensors) = (device, rows, new TensorRows(signature));
        thread = new CudaThread($"cuda:{device}");
        var (opened, made) = ((InferenceSession?)null, (CudaStreams?)null);
        try
        {
            Alone($"cuda:{device}, opening the model", where =>
            {
                CudaFault.Check(cudaMemGetInfo(out var free, out _), where, nameof(cudaMemGetInfo));
                made = new CudaStreams(where);
                opened = Open(model, made.Compute, free);
            });
            (streams, session) = (made!, opened!);
        }
        catch
        {
            made?.Dispose();
            thread.Dispose();
            throw;
        }
    }

    public int Device { get; }

    public int Rows { get; }

    /// <summary>What goes in and comes out.</summary>
    public TensorRows Tensors { get; }

    /// <summary>A place for one batch at a time, with a captured graph of its own.</summary>
    /// <exception cref="DeviceException">The device has no room for it, or fails.</exception>
    public CudaSlot OpenSlot()
    {
        CudaSlot? slot = null;
        try
        {
            Alone($"cuda:{Device}, preparing a batch of {Rows.ToString("N0", CultureInfo.InvariantCulture)} rows", where =>
            {
                slot = new CudaSlot(this, session, where, ++slots);
                slot.Capture(session);
                CudaFault.Check(cudaDeviceSynchronize(), where, nameof(cudaDeviceSynchronize));
            });
            return slot!;
        }
        catch
        {
            slot?.Dispose();
            throw;
        }
    }

    /// <summary>Starts a batch and does not wait for it.</summary>
    /// <exception cref="DeviceException">The device fails.</exception>
    public void Start(CudaSlot slot, int rows)
    {
        capturing.EnterReadLock();
        try
        {
            thread.Run(() => Guard($"cuda:{Device}, batch {++batches}", where => slot.Start(session, streams, rows, where)));
        }
        finally
        {
            capturing.ExitReadLock();
        }
    }

    /// <summary>Waits, on the calling thread, until a batch is back.</summary>
    /// <exception cref="DeviceException">The device fails.</exception>
    public void Wait(CudaSlot slot)
    {
        capturing.EnterReadLock();
        try
        {
            slot.Wait(Device);
        }
        finally
        {
            capturing.ExitReadLock();
        }
    }

    /// <summary>Releases a slot, once nothing of it is on its way.</summary>
    public void Close(CudaSlot slot) => GiveBack(slot.Release);

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveBack(() =>
        {
            session.Dispose();
            streams.Dispose();
        });
        thread.Dispose();
    }

    /// <summary>
    /// Waits for what is on its way and gives back. What fails here has failed before, and been reported. A device that failed for
    /// good answers every call with its error, and ONNX Runtime ends the process where a graph cannot be destroyed: then nothing is
    /// given back here, and the driver takes it all when the process ends.
    /// </summary>
    private void GiveBack(Action action)
    {
        capturing.EnterWriteLock();
        try
        {
            thread.Run(() =>
            {
                _ = cudaSetDevice(Device);
                if (cudaDeviceSynchronize() == 0)
                    action();
                else
                    abandoned.Add(action);
            });
        }
        finally
        {
            capturing.ExitWriteLock();
        }
    }

    private void Alone(string where, Action<string> action)
    {
        capturing.EnterWriteLock();
        try
        {
            thread.Run(() => Guard(where, action));
        }
        finally
        {
            capturing.ExitWriteLock();
        }
    }

    private void Guard(string where, Action<string> action)
    {
        try
        {
            CudaFault.Check(cudaSetDevice(Device), where, nameof(cudaSetDevice));
            action(where);
        }
        catch (OnnxRuntimeException error)
        {
            throw CudaFault.Of(where, error);
        }
    }

    private InferenceSession Open(byte[] model, IntPtr stream, nuint free)
    {
        using var options = OnnxSession.Options(Rows);
        options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            ["device_id"] = Text(Device),
            ["use_tf32"] = "0",
            ["enable_cuda_graph"] = "1",
            ["user_compute_stream"] = Text(stream),
            ["do_copy_in_default_stream"] = "1",
            // As much as is asked for and no more. The batches' own buffers lie outside, in the quarter of what is free that is left to them and to others.
            ["arena_extend_strategy"] = "kSameAsRequested",
            ["gpu_mem_limit"] = Text(free / 4 * 3),
        });
        options.AppendExecutionProvider_CUDA(cuda);
        return new InferenceSession(model, options);
    }

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
