namespace Pipeline.Work;

/// <summary>Long computations that look at no token. An interrupted run leaves them behind and ends; so they must write nothing and own nothing.</summary>
internal static class Interruptible
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    /// <summary>What comes of a computation, or its error.</summary>
    /// <param name="compute">The computation, on a thread of its own.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <param name="meanwhile">What is done a few times a second while it lasts; null for nothing.</param>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public static T Run<T>(Func<T> compute, CancellationToken cancel, Action? meanwhile = null)
    {
        var task = Task.Run(compute, cancel);
        while (Task.WaitAny([task], meanwhile is null ? Timeout.Infinite : (int)pause.TotalMilliseconds, cancel) < 0)
            meanwhile!();
        return task.GetAwaiter().GetResult();
    }
}
