namespace Pipeline.Tests.House;

/// <summary>Packages that stay in a few rooms, so that no other room can come to depend on them.</summary>
/// <param name="fences">The name of a namespace, or the full name of a type, with the rooms that may use it.</param>
/// <param name="code">The files.</param>
internal sealed class PackageFences(IReadOnlyDictionary<string, string[]> fences, BoundCode code)
{
    /// <summary>What is used outside its rooms, and rooms that use nothing of it: one line each, empty where all is well.</summary>
    public IReadOnlyList<string> Violations() => [.. fences.SelectMany(fence => Violations(fence.Key, fence.Value))];

    private IEnumerable<string> Violations(string package, string[] rooms)
    {
        var uses = code.Uses.Where(use => use.IsOf(package)).ToLookup(use => use.Room);
        return uses.Where(room => !rooms.Contains(room.Key)).SelectMany(room => room)
            .Select(use => $"{use.Place}:{use.Line}: {package} stays in {string.Join(" and ", rooms)}")
            .Concat(rooms.Where(room => !uses.Contains(room)).Select(room => $"{room} uses nothing of {package}: strike it from the fence"));
    }
}
