using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// The one thread that runs a session. ONNX Runtime keeps captured graphs by thread: on any other it would warm up and capture
/// them again.
/// </summary>
internal sealed class CudaThread : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly Thread thread;

    public CudaThread(string name)
    {
        thread = new Thread(Work) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Does something on the thread, waits until it is done, and passes on what it throws.</summary>
    public void Run(Action action)
    {
        ExceptionDispatchInfo? thrown = null;
        using var done = new ManualResetEventSlim();
        work.Add(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                thrown = ExceptionDispatchInfo.Capture(error);
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        thrown?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
    }

    private void Work()
    {
        foreach (var action in work.GetConsumingEnumerable())
            action();
    }
}
