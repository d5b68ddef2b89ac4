using System.Runtime.ExceptionServices;

namespace Pipeline.Work;

/// <summary>Works on columns, or other things that have nothing to do with one another, on all processors.</summary>
internal static class Columnwise
{
    /// <summary>What comes of each, in order. Of several errors the first in that order is thrown, whichever thread was the first.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="of">What comes of one, by its number; of this alone, since nothing tells which are done before.</param>
    public static T[] Map<T>(int count, Func<int, T> of) => Map<object?, T>(count, null, () => null, (_, i) => of(i));

    /// <summary>Does two things at the same time. Where both fail, the error of the first is thrown.</summary>
    public static T Both<T>(Func<T> first, Action second)
    {
        T? result = default;
        Map<object?>(2, i =>
        {
            if (i == 0)
                result = first();
            else
                second();
            return null;
        });
        return result!;
    }

    /// <summary>The same with something that a thread uses for all that it works on.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="threads">How many threads work; null for the processors of the machine.</param>
    /// <param name="open">Makes the thing; where it is disposable, it is disposed of.</param>
    /// <param name="of">What comes of one.</param>
    public static T[] Map<TTool, T>(int count, int? threads, Func<TTool> open, Func<TTool, int, T> of)
    {
        var results = new T[count];
        var errors = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount }, open, (i, _, tool) =>
        {
            try
            {
                results[i] = of(tool, i);
            }
            catch (Exception error)
            {
                errors[i] = ExceptionDispatchInfo.Capture(error);
            }
            return tool;
        }, tool => (tool as IDisposable)?.Dispose());
        foreach (var error in errors)
            error?.Throw();
        return results;
    }
}
