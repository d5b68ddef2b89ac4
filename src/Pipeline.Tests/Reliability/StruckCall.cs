
namespace Pipeline.Tests.Reliability;

/// <summary>A call that changes an output.</summary>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="Kind">create, write, fsync, rename or unlink.</param>
/// <param name="Path">Of the file.</param>
internal sealed record StruckCall(int Number, string Kind, string Path)
{
    /// <summary>The calls of an undisturbed run; of the writes to a file in a row the first, one from the middle and the last.</summary>
    public static List<StruckCall> Of(Writing writing)
    {
        var folder = writing.NewFolder();
        var log = folder + ".log";
        var run = writing.Run(folder, FaultLibrary.Environment(folder, log));
        if (run.Code != 0)
            throw new InvalidOperationException(run.Error);
        var calls = File.ReadLines(log).Select((line, i) => new StruckCall(
            i + 1, line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])).ToList();
        var chosen = new List<StruckCall>();
        for (var begin = 0; begin < calls.Count;)
        {
            var end = begin + 1;
            while (calls[begin].Kind == "write" && end < calls.Count && (calls[end].Kind, calls[end].Path) == ("write", calls[begin].Path))
                end++;
            chosen.AddRange(new[] { begin, (begin + end) / 2, end - 1 }.Distinct().Select(i => calls[i]));
            begin = end;
        }
        return chosen;
    }
}
