using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Commands;

/// <summary>Keeps a run from writing over what it reads, or one output over another.</summary>
internal static class OutputPlaces
{
    private const string Stream = "-";

    /// <summary>Compares where the paths really lead, links followed.</summary>
    /// <param name="reads">Files that the run reads; «-» is none.</param>
    /// <param name="writes">Files that it writes; null and «-» are none.</param>
    /// <exception cref="ConfigException">A file would be written over.</exception>
    public static void Check(IEnumerable<string> reads, IEnumerable<string?> writes)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in reads.Where(path => path != Stream))
            taken.TryAdd(RealPath.Of(path), $"an output that is the input {path}");
        foreach (var path in writes.OfType<string>().Where(path => path != Stream && !path.StartsWith("/dev/", StringComparison.Ordinal)))
        {
            if (!taken.TryAdd(RealPath.Of(path), $"an output that is also the output {path}"))
                throw new ConfigException(path, taken[RealPath.Of(path)], "a path of its own");
        }
    }
}
