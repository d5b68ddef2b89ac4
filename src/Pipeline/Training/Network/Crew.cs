using System.Runtime.ExceptionServices;

namespace Pipeline.Training.Network;

/// <summary>
/// Threads that share the work of one layer of one batch: each gets a stretch of outputs, or of rows that have nothing to do with one
/// another, and no sum is shared; so the result is the same for any number of them. They wait for work by spinning for a moment first,
/// since a layer takes some microseconds.
/// </summary>
internal sealed class Crew : IDisposable
{
    private readonly Thread[] others;
    private readonly ManualResetEventSlim[] starts;
    private Action<int, int> work = (_, _) => { };
    private int count;
    private int pending;
    private volatile bool ended;
    private ExceptionDispatchInfo? failure;

    /// <summary>Starts the threads; the calling one is the first.</summary>
    public Crew(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        others = new Thread[threads - 1];
        starts = new ManualResetEventSlim[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var member = i + 1;
            starts[i] = new ManualResetEventSlim(false, 2000);
            others[i] = new Thread(() => Serve(member)) { IsBackground = true };
            others[i].Start();
        }
    }

    /// <summary>How many threads there are.</summary>
    public int Threads => others.Length + 1;

    /// <summary>Cuts [0, count) into a stretch for each thread and returns when all are done.</summary>
    /// <param name="items">How many there are.</param>
    /// <param name="stretch">Works on [from, to).</param>
    public void Run(int items, Action<int, int> stretch)
    {
        if (others.Length == 0 || items < 2)
        {
            stretch(0, items);
            return;
        }
        (work, count, failure) = (stretch, items, null);
        Volatile.Write(ref pending, others.Length);
        foreach (var start in starts)
            start.Set();
        Try(0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref pending) != 0)
            wait.SpinOnce(-1);
        failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended = true;
        foreach (var start in starts)
            start.Set();
        foreach (var thread in others)
            thread.Join();
        foreach (var start in starts)
            start.Dispose();
    }

    private void Serve(int member)
    {
        while (true)
        {
            starts[member - 1].Wait();
            starts[member - 1].Reset();
            if (ended)
                return;
            Try(member);
            Interlocked.Decrement(ref pending);
        }
    }

    private void Try(int member)
    {
        try
        {
            var (from, to) = (Bound(member), Bound(member + 1));
            if (from < to)
                work(from, to);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
        }
    }

    private int Bound(int member) => (int)((long)count * member / Threads);
}
