using System.Text.Json.Serialization;

namespace Pipeline.Fuzz.Running;

/// <summary>Which case: one of a seed, by its number, or one that stands in a file.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Number">The number.</param>
/// <param name="File">The file, or null.</param>
internal sealed record CaseName(ulong Seed, int Number, string? File = null)
{
    /// <summary>Where the case is from, for messages.</summary>
    [JsonIgnore]
    public string Shown => File is null ? FormattableString.Invariant($"seed {Seed}, case {Number}") : Path.GetFileName(File);

    /// <summary>How it is repeated.</summary>
    [JsonIgnore]
    public string Repeat => File is null ? FormattableString.Invariant($"./run.sh fuzz --seed {Seed} --case {Number}") : $"./run.sh fuzz --file {File}";

    /// <summary>Makes the case.</summary>
    public FuzzCase Make(Fixtures fixtures) => File is null ? Areas.Of(Number).Make(new Chance(Seed, Number), fixtures) : CaseFile.Read(File);
}
