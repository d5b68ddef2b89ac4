using System.Runtime.ExceptionServices;
using Pipeline.Model.Problems;

namespace Pipeline.Work;

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
    private volatile bool stopped;
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
        var others = new List<Thread>();
        try
        {
            for (var i = 1; i < threads; i++)
            {
                var thread = new Thread(work.Go) { IsBackground = true };
                thread.Start();
                others.Add(thread);
            }
            work.Go();
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            throw new ConfigException("--threads", FormattableString.Invariant($"{threads:N0} threads, of which the system starts {others.Count + 1:N0}"),
                "fewer",
                "The limits of the user, of the container or of memory stand in the way.", error);
        }
        finally
        {
            // Where all went well there is nothing left to stop.
            work.Stop();
            others.ForEach(thread => thread.Join());
        }
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
            if (ended || stopped)
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

    /// <summary>Nothing more is taken. A thread may be waiting for input, holding the lock: it hears of it, and nobody waits for it here.</summary>
    private void Stop()
    {
        stopped = true;
        stop.Cancel();
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
