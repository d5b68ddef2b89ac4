using System.Runtime.ExceptionServices;

namespace Pipeline.Tables;

/// <summary>Works on columns, or other things that have nothing to do with one another, on all processors.</summary>
internal static class Columnwise
{
    /// <summary>What comes of each, in order. Of several errors the first in that order is thrown, whichever thread was the first.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="of">What comes of one, by its number; of this alone, since nothing tells which are done before.</param>
    public static T[] Map<T>(int count, Func<int, T> of)
    {
        var results = new T[count];
        var errors = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, i =>
        {
            try
            {
                results[i] = of(i);
            }
            catch (Exception error)
            {
                errors[i] = ExceptionDispatchInfo.Capture(error);
            }
        });
        foreach (var error in errors)
            error?.Throw();
        return results;
    }
}
