namespace Pipeline.Tables;

/// <summary>Long computations that look at no token. An interrupted run leaves them behind and ends; so they must write nothing and own nothing.</summary>
internal static class Interruptible
{
    /// <summary>What comes of a computation, or its error.</summary>
    /// <param name="compute">The computation, on a thread of its own.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public static T Run<T>(Func<T> compute, CancellationToken cancel)
    {
        var task = Task.Run(compute, cancel);
        Task.WaitAny([task], cancel);
        return task.GetAwaiter().GetResult();
    }
}
