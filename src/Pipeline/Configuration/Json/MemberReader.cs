using System.Text.Json.Nodes;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Json;

/// <summary>Reads the members of one object, each problem noted and none in the way of the next.</summary>
internal static class MemberReader
{
    /// <param name="json">The object.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="members">The members that there are.</param>
    /// <param name="reading">Takes the problems.</param>
    /// <param name="set">Gets each value that was given and is sound; null and absence both mean the default.</param>
    /// <param name="withheld">Why a name that exists elsewhere may not be used here, or null.</param>
    /// <returns>Whether there was no problem.</returns>
    public static bool Read(
        JsonObject json, string path, IReadOnlyList<Member> members, Reading reading, Action<Member, object?> set,
        Func<string, string?>? withheld = null)
    {
        var sound = true;
        var meant = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in json.Where(pair => members.All(member => member.Name != pair.Key)))
        {
            var reason = withheld?.Invoke(name);
            reading.Add(
                JsonPath.Member(path, name), $"unknown member {DataText.Quote(name)}",
                members.Count == 0 ? "no member" : $"one of {DataText.Join(members.Select(member => member.Name), int.MaxValue)}",
                reason ?? reading.Hints.HintOfMember(name, path, members));
            if (reading.Hints.Meant(name, members.Select(member => member.Name)) is { } other)
                meant.Add(other);
            sound = false;
        }
        foreach (var member in members)
        {
            var memberPath = JsonPath.Member(path, member.Name);
            if (json[member.Name] is { } node)
            {
                reading.Give(memberPath);
                var good = member.Form.TryRead(node, memberPath, reading, out var value);
                if (good)
                    set(member, value);
                sound &= good;
            }
            else if (meant.Contains(member.Name))
            {
                // Told already, under the other name; but it was not read.
                reading.Trouble(memberPath);
                sound = false;
            }
            else if (member.Required)
            {
                reading.Add(memberPath, json.ContainsKey(member.Name) ? "null" : "nothing", member.Form.Expected, $"{member.Name}: {member.Description}");
                sound = false;
            }
        }
        return sound;
    }
}
