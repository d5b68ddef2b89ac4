using System.Text.Json.Serialization;

namespace Pipeline.Fuzz.Running;

/// <summary>Which case: one of a seed, by its number, or one that lies in a folder.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Number">The number.</param>
/// <param name="Folder">The folder, or null.</param>
internal sealed record CaseName(ulong Seed, int Number, string? Folder = null)
{
    /// <summary>Where the case is from, for messages.</summary>
    [JsonIgnore]
    public string Shown => Folder is null ? FormattableString.Invariant($"seed {Seed}, case {Number}") : Path.GetFileName(Folder);

    /// <summary>How it is repeated.</summary>
    [JsonIgnore]
    public string Repeat => Folder is null ? FormattableString.Invariant($"./run.sh fuzz --seed {Seed} --case {Number}") : $"./run.sh fuzz --folder {Folder}";

    /// <summary>Makes the case.</summary>
    public FuzzCase Make(Fixtures fixtures) => Folder is null ? Areas.Of(Number).Make(new Chance(Seed, Number), fixtures) : CaseFolder.Read(Folder);
}
