using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>Hints by the names of a whole config, its trainers and their options: <see cref="Synonyms"/>.</summary>
internal sealed class ConfigHints : INameHints
{
    private ConfigHints()
    {
    }

    /// <summary>The hints; they have no state.</summary>
    public static ConfigHints Instance { get; } = new();

    /// <inheritdoc/>
    public string Hint(string name, IEnumerable<string> known) => Synonyms.Hint(name, known);

    /// <inheritdoc/>
    public string HintOfMember(string name, string path, IReadOnlyList<Member> known) => Synonyms.OfMember(name, path, known);

    /// <inheritdoc/>
    public string? Meant(string name, IEnumerable<string> known) => Synonyms.Meant(name, known);
}
