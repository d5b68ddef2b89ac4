using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Json;

/// <summary>One pass over one config: the problems found so far, and which members the text gives.</summary>
/// <param name="source">What the problems call the config.</param>
/// <param name="hints">Tells what unknown names mean.</param>
internal sealed class Reading(string source, INameHints hints)
{
    private readonly List<Problem> problems = [];
    private readonly List<string> troubled = [];
    private readonly HashSet<string> given = new(StringComparer.Ordinal);
    private readonly List<string> overridden = [];
    private readonly Dictionary<string, JsonNode?> replaced = new(StringComparer.Ordinal);
    private readonly HashSet<string> created = new(StringComparer.Ordinal);

    public string Source { get; } = source;

    public INameHints Hints { get; } = hints;

    public void Add(string path, string found, string expected, string remedy = "")
    {
        problems.Add(new Problem($"{(IsOverridden(path) ? "--set" : Source)}: {path}", found, expected, remedy));
        troubled.Add(path);
    }

    /// <summary>What stands at a path could not be read, for a reason that has been told.</summary>
    public void Trouble(string path) => troubled.Add(path);

    /// <summary>What the file has at a path where the command line states something else.</summary>
    public void Replace(string path, JsonNode? before) => replaced.TryAdd(path, before);

    /// <summary>The text that the command line has replaced at a path, or null.</summary>
    public string? ReplacedText(string path) =>
        replaced.TryGetValue(path, out var before) && before?.GetValueKind() == JsonValueKind.String ? before.GetValue<string>() : null;

    /// <summary>An override that could not even be taken apart.</summary>
    public void AddOverride(string text, string expected) => problems.Add(new Problem("--set", DataText.Quote(text), expected));

    public void Give(string path) => given.Add(path);

    public bool Gives(string path) => given.Contains(path);

    /// <summary>From here on the value at a path counts as stated on the command line.</summary>
    public void Override(string path) => overridden.Add(path);

    /// <summary>An object on the way there, which the file lacks: itself from the command line, its other members from nowhere.</summary>
    public void Create(string path) => created.Add(path);

    public bool IsOverridden(string path) => created.Contains(path) ||
        overridden.Exists(stated => JsonPath.IsWithin(path, stated));

    /// <summary>
    /// Whether nothing was wrong at, inside or around any of these members (written data.label, without the root):
    /// a check whose subject could not be read would only repeat the first problem.
    /// </summary>
    public bool Sound(params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            var path = $"{JsonPath.Root}.{member}";
            if (troubled.Exists(bad => bad == JsonPath.Root || JsonPath.IsWithin(bad, path) || JsonPath.IsWithin(path, bad)))
                return false;
        }
        return true;
    }

    public void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new ConfigException(problems);
    }

    /// <summary>What a node is, for «found».</summary>
    public static string Show(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text {DataText.Quote(node.GetValue<string>())}",
        JsonValueKind.Number => $"the number {node.ToJsonString()}",
        _ => node.ToJsonString(),
    };
}
