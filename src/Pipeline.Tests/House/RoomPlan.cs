using System.Text.RegularExpressions;

namespace Pipeline.Tests.House;

/// <summary>The rooms of src/Pipeline and the arrows between them: which folder may use which.</summary>
internal static class RoomPlan
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Model"] = [],
        ["Configuration"] = ["Model"],
        ["Files"] = ["Model"],
        ["Tables"] = ["Files", "Model"],
        ["Training"] = ["Configuration", "Files", "Model", "Tables"],
        ["Artifacts"] = ["Configuration", "Files", "Model", "Tables"],
        ["Graph"] = ["Model"],
        ["Kernels"] = ["Graph", "Model"],
        ["Scoring"] = ["Files", "Graph", "Kernels", "Model", "Tables"],
        ["Evaluation"] = ["Configuration", "Model"],
        ["Runs"] = ["Artifacts", "Configuration", "Evaluation", "Graph", "Model", "Reports", "Scoring", "Tables", "Training"],
        ["Reports"] = ["Artifacts", "Configuration", "Evaluation", "Files", "Graph", "Model", "Scoring", "Tables"],
        ["Verification"] =
            ["Artifacts", "Configuration", "Evaluation", "Files", "Graph", "Kernels", "Model", "Reports", "Scoring", "Tables", "Training"],
        ["Commands"] =
            ["Artifacts", "Configuration", "Evaluation", "Files", "Graph", "Kernels", "Model", "Reports", "Runs", "Scoring", "Tables", "Training", "Verification"],
        ["Cli"] = ["Commands", "Configuration", "Model", "Reports"],
        // Program.cs, which starts the command line and knows nothing else.
        [""] = ["Cli"],
    };

    /// <summary>The rooms that the plan knows.</summary>
    public static IEnumerable<string> Rooms => MayUse.Keys.Where(room => room.Length > 0);

    /// <summary>The rooms that a room may use.</summary>
    public static IReadOnlyList<string> Arrows(string room) => MayUse[room];

    /// <summary>What in these files goes against the plan: one line each, empty where all is well.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var typesByRoom = files.Where(file => file.Room.Length > 0).ToLookup(file => file.Room, file => file.Types)
            .ToDictionary(room => room.Key, room => room.SelectMany(types => types).ToHashSet(StringComparer.Ordinal));
        return files.SelectMany(file => Violations(file, typesByRoom)).ToList();
    }

    private static IEnumerable<string> Violations(SourceFile file, Dictionary<string, HashSet<string>> typesByRoom)
    {
        if (!MayUse.TryGetValue(file.Room, out var allowed))
        {
            yield return $"{file.Place}: {file.Room} is not a room of the plan";
            yield break;
        }

        if (file.Room.Length == 0 && file.Place != "Program.cs")
            yield return $"{file.Place}: only Program.cs lies outside the rooms";

        var spaces = Regex.Matches(file.Code, @"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        foreach (var space in spaces.DefaultIfEmpty(file.Room.Length == 0 ? file.Namespace : "none"))
        {
            if (space != file.Namespace)
                yield return $"{file.Place}: its namespace is {space}, its folder says {file.Namespace}";
        }

        foreach (var used in Used(file, typesByRoom).Distinct().Where(used => used != file.Room && !allowed.Contains(used)))
            yield return $"{file.Place}: {(file.Room.Length == 0 ? "Program.cs" : file.Room)} may not use {used}";
    }

    private static IEnumerable<string> Used(SourceFile file, Dictionary<string, HashSet<string>> typesByRoom)
    {
        // Pipeline.Room in a using line, an alias, or a full name.
        foreach (Match match in Regex.Matches(file.Code, @"(?<![\w.])Pipeline\s*\.\s*([A-Z]\w*)"))
            yield return match.Groups[1].Value;

        // Room.Type, which C# finds from inside any namespace of ours without a using line. A property may have a room's
        // name, so only what that room declares counts.
        foreach (Match match in Regex.Matches(file.Code, @"(?<![\w.]|\?\.)([A-Z]\w*)\s*\.\s*([A-Z]\w*)"))
        {
            if (typesByRoom.TryGetValue(match.Groups[1].Value, out var types) && types.Contains(match.Groups[2].Value))
                yield return match.Groups[1].Value;
        }
    }
}
