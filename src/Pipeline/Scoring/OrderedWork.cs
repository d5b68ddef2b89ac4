using System.Runtime.ExceptionServices;

namespace Pipeline.Scoring;

/// <summary>
/// Lets several threads work on the pieces of a sequence: each takes the next piece, works on it, and waits for its turn to hand on
/// what came of it. So taking, working and handing on overlap, the order stays, and as many pieces are under way as there are
/// threads. An error counts in its turn: whatever the number of threads, the first one in the sequence ends the run, and nothing
/// behind it is handed on.
/// </summary>
internal sealed class OrderedWork
{
    private readonly Lock taking = new();
    private readonly object turns = new();
    private readonly Func<IOrderedWork> open;
    private readonly CancellationTokenSource stop;
    private long taken;
    private long delivered;
    private bool ended;
    private ExceptionDispatchInfo? failure;

    private OrderedWork(Func<IOrderedWork> open, CancellationTokenSource stop)
    {
        this.open = open;
        this.stop = stop;
    }

    /// <summary>Runs until nothing is left to take.</summary>
    /// <param name="threads">How many threads work, the calling one among them.</param>
    /// <param name="open">Makes the things of a thread; called on that thread, one at a time.</param>
    /// <param name="stop">Is cancelled when a piece fails, so that nobody goes on waiting for input.</param>
    /// <exception cref="Exception">That of the first piece that failed.</exception>
    public static void Run(int threads, Func<IOrderedWork> open, CancellationTokenSource stop)
    {
        var work = new OrderedWork(open, stop);
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(work.Go) { IsBackground = true }).ToList();
        others.ForEach(thread => thread.Start());
        work.Go();
        others.ForEach(thread => thread.Join());
        work.failure?.Throw();
    }

    private void Go()
    {
        IOrderedWork? own = null;
        try
        {
            while (Next(ref own) is { } piece)
                Finish(piece, own);
        }
        finally
        {
            own?.Dispose();
        }
    }

    /// <summary>Takes the next piece and says its place in the sequence, with the error of taking it; null once nothing is left.</summary>
    private (long Place, ExceptionDispatchInfo? Error)? Next(ref IOrderedWork? own)
    {
        lock (taking)
        {
            if (ended)
                return null;
            try
            {
                own ??= open();
                ended = !own.Take();
                return ended ? null : (taken++, null);
            }
            catch (Exception error)
            {
                ended = true;
                return (taken++, ExceptionDispatchInfo.Capture(error));
            }
        }
    }

    private void Finish((long Place, ExceptionDispatchInfo? Error) piece, IOrderedWork? own)
    {
        var error = piece.Error ?? Try(own!.Work);
        if (!WaitFor(piece.Place))
            return;
        error ??= Try(own!.Deliver);
        lock (turns)
        {
            failure = error;
            delivered++;
            Monitor.PulseAll(turns);
        }
        if (error is not null)
            Stop();
    }

    private bool WaitFor(long place)
    {
        lock (turns)
        {
            while (delivered < place && failure is null)
                Monitor.Wait(turns);
            return failure is null;
        }
    }

    /// <summary>A thread may be waiting for input while it holds the lock: it has to hear of it first.</summary>
    private void Stop()
    {
        stop.Cancel();
        lock (taking)
            ended = true;
    }

    private static ExceptionDispatchInfo? Try(Action step)
    {
        try
        {
            step();
            return null;
        }
        catch (Exception error)
        {
            return ExceptionDispatchInfo.Capture(error);
        }
    }
}
