using Pipeline.Artifacts.Container;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>The entries of ML.NET in a zip. Each is asked for by what reads it; what nobody asks for does not belong there.</summary>
internal sealed class StoredEntries(string path, IReadOnlyDictionary<string, byte[]> entries)
{
    private readonly HashSet<string> left = [.. entries.Keys.Where(name => name != EntryNames.TrainedRows)];

    /// <summary>What refusals of an entry name.</summary>
    public string Where(string name) => $"{path}!{name}";

    /// <summary>Whether there is an entry.</summary>
    public bool Has(string name) => entries.ContainsKey(name);

    /// <summary>The bytes of an entry.</summary>
    /// <exception cref="ArtifactException">There is none.</exception>
    public byte[] Bytes(string name)
    {
        left.Remove(name);
        return entries.TryGetValue(name, out var bytes) ? bytes : throw Refusal.Of(Where(name), "no such entry", "it, as the chain has a step of that number");
    }

    /// <summary>A step or a model.</summary>
    public ModelEntry Model(string folder, string name = "Model.key") => ModelEntry.Read(Where($"{folder}/{name}"), Bytes($"{folder}/{name}"));

    /// <summary>A text for people, which no code reads: it may be there.</summary>
    public void MayHave(string name) => left.Remove(name);

    /// <summary>Nothing is left that was not asked for.</summary>
    public void RequireNoMore()
    {
        if (left.Order(StringComparer.Ordinal).FirstOrDefault() is { } name)
            throw Refusal.Of(Where(name), "an entry that belongs to no step of the chain", "no other entries");
    }
}
