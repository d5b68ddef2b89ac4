using System.Runtime.InteropServices;

namespace Pipeline.Evaluation;

/// <summary>
/// Numbers with their weights in ascending order, whatever their number, by an external merge sort (Knuth, The Art of Computer Programming 3, 5.4): what is
/// in memory is one run of
/// them, and a small buffer of every run that lies sorted in a file. Equal numbers come in an order that depends on nothing but what was added.
/// </summary>
/// <param name="weighted">Whether weights are kept; else each is 1.</param>
/// <param name="rows">Numbers in a run.</param>
internal sealed class SortedRuns<T>(bool weighted, int rows = 1 << 20) : IDisposable
    where T : unmanaged, IComparable<T>
{
    /// <summary>Numbers in the buffer of a run that is being merged.</summary>
    private const int Buffered = 4096;

    private readonly List<int> counts = [];
    private T[] keys = new T[Math.Min(rows, 1024)];
    private double[] weights = weighted ? new double[Math.Min(rows, 1024)] : [];
    private int count;
    private SpillFile? file;

    /// <summary>Adds a number; its weight is above 0.</summary>
    public void Add(T key, double weight)
    {
        if (count == keys.Length)
            Grow();
        keys[count] = key;
        if (weighted)
            weights[count] = weight;
        count++;
    }

    /// <summary>All that was added, in ascending order; once, when nothing more is added.</summary>
    public IEnumerable<(T Key, double Weight)> InOrder()
    {
        Sort();
        if (file is null)
            return LastRun();
        return Merge();
    }

    public void Dispose() => file?.Dispose();

    /// <summary>A run that is full goes to the file; one that is not becomes larger.</summary>
    private void Grow()
    {
        if (count < rows)
        {
            var room = (int)Math.Min(rows, count * 2L);
            Array.Resize(ref keys, room);
            Array.Resize(ref weights, weighted ? room : 0);
            return;
        }
        Sort();
        file ??= new SpillFile();
        file.Append(MemoryMarshal.AsBytes(keys.AsSpan(0, count)));
        file.Append(MemoryMarshal.AsBytes(weights.AsSpan()));
        counts.Add(count);
        count = 0;
    }

    private void Sort()
    {
        if (weighted)
            Array.Sort(keys, weights, 0, count);
        else
            Array.Sort(keys, 0, count);
    }

    private IEnumerable<(T Key, double Weight)> LastRun()
    {
        for (var i = 0; i < count; i++)
            yield return (keys[i], weighted ? weights[i] : 1);
    }

    private IEnumerable<(T Key, double Weight)> Merge()
    {
        var runs = counts.Select((_, run) => StoredRun(run)).Append(LastRun()).Select(run => run.GetEnumerator()).ToList();
        // The number of the run decides between equal numbers.
        var next = new PriorityQueue<int, (T Key, int Run)>();
        for (var run = 0; run < runs.Count; run++)
        {
            if (runs[run].MoveNext())
                next.Enqueue(run, (runs[run].Current.Key, run));
        }
        while (next.TryPeek(out var run, out _))
        {
            yield return runs[run].Current;
            if (runs[run].MoveNext())
                next.DequeueEnqueue(run, (runs[run].Current.Key, run));
            else
                next.Dequeue();
        }
    }

    private IEnumerable<(T Key, double Weight)> StoredRun(int run)
    {
        var bytes = Marshal.SizeOf<T>();
        var at = counts.Take(run).Sum(length => (long)length * (bytes + (weighted ? sizeof(double) : 0)));
        var (some, theirs) = (new T[Buffered], new double[weighted ? Buffered : 0]);
        for (var first = 0; first < counts[run]; first += Buffered)
        {
            var length = Math.Min(Buffered, counts[run] - first);
            file!.Read(at + ((long)first * bytes), MemoryMarshal.AsBytes(some.AsSpan(0, length)));
            if (weighted)
                file.Read(at + ((long)counts[run] * bytes) + ((long)first * sizeof(double)), MemoryMarshal.AsBytes(theirs.AsSpan(0, length)));
            for (var i = 0; i < length; i++)
                yield return (some[i], weighted ? theirs[i] : 1);
        }
    }
}
