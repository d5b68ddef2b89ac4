using Pipeline.Configuration.Records;

namespace Pipeline.Training.Rows;

/// <summary>
/// Takes the last rows. Rows of one time stay together; the cut is before or after those in whose midst it falls, whichever is
/// nearer. With a gap, rows that are less than it away from the taken ones are on neither side.
/// </summary>
internal sealed class TimeHoldout(TimeColumn times, SplitGap? gap) : IHoldout
{
    public int[] Take(int[] rows, double fraction)
    {
        var sorted = Array.ConvertAll(rows, row => times.Values[row]);
        Array.Sort(sorted);
        var wanted = sorted.Length * fraction;
        var at = sorted[Math.Clamp(sorted.Length - (int)Math.Round(wanted, MidpointRounding.AwayFromZero), 0, sorted.Length - 1)];
        var before = Array.FindIndex(sorted, time => time >= at);
        var after = Array.FindIndex(sorted, time => time > at);
        var cut = after > 0 && (before == 0 || Math.Abs(sorted.Length - after - wanted) < Math.Abs(sorted.Length - before - wanted)) ? after : before;
        return Array.FindAll(rows, row => times.Values[row] >= sorted[cut]);
    }

    public int[] Rest(int[] rows, int[] held)
    {
        if (held.Length == 0)
            return rows;
        var (first, last) = (held.Min(row => times.Values[row]), held.Max(row => times.Values[row]));
        var distance = gap is null ? null : times.Distance(gap);
        return Array.FindAll(rows, row => IsFar(times.Values[row]));

        bool IsFar(decimal time) => time < first ? distance is null || distance(time, first) >= gap!.Size
            : time > last && (distance is null || distance(last, time) >= gap!.Size);
    }
}
