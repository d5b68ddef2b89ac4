namespace Pipeline.Tests.House;

/// <summary>What is held of rooms: each folder with C# files is one, a folder in another too.</summary>
/// <param name="plan">Each room with those that it may use; the files at the root are the room without a name.</param>
/// <param name="code">The files.</param>
internal sealed class RoomRules(IReadOnlyDictionary<string, string[]> plan, BoundCode code)
{
    private const string Start = "Program.cs";

    private readonly IReadOnlyList<Use> _arrows = [.. code.Uses.Where(use => use.UsedRoom is { } room && room != use.Room)];

    /// <summary>The plan that allows what is used and nothing else, as it is written in C#.</summary>
    public string PlanAsUsed => string.Concat(
        from room in code.Files.Select(file => file.Room).Distinct().Order(StringComparer.Ordinal)
        let used = _arrows.Where(use => use.Room == room).Select(use => use.UsedRoom!).Distinct().Order(StringComparer.Ordinal)
        select $"[\"{room}\"] = [{string.Join(", ", used.Select(name => $"\"{name}\""))}],\n");

    /// <summary>What goes against the plan or is not as it says: one line each, empty where all is well.</summary>
    public IReadOnlyList<string> Violations() => [.. OutOfPlace(), .. NotAllowed(), .. NotUsed()];

    /// <summary>The rooms that lead back to themselves, each circle with all rooms that lie on it, in the order of their names.</summary>
    public static IReadOnlyList<string> Circles(IReadOnlyDictionary<string, string[]> plan)
    {
        var reached = plan.Keys.ToDictionary(room => room, room => Reached(plan, room));
        var circles =
            from room in plan.Keys
            where reached[room].Contains(room)
            select plan.Keys.Where(other => reached[room].Contains(other) && reached[other].Contains(room)).Order(StringComparer.Ordinal);
        return [.. circles.Select(rooms => string.Join(", ", rooms)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> Reached(IReadOnlyDictionary<string, string[]> plan, string from)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>(plan[from]);
        while (next.TryPop(out var room))
        {
            if (reached.Add(room))
                Array.ForEach(plan.GetValueOrDefault(room, []), next.Push);
        }

        return reached;
    }

    private IEnumerable<string> OutOfPlace()
    {
        foreach (var room in code.Files.Select(file => file.Room).Distinct().Where(room => room.Length > 0 && !plan.ContainsKey(room)))
            yield return $"{room} is not a room of the plan";

        foreach (var file in code.Files)
        {
            if (file.Room.Length == 0 && file.Place != Start)
                yield return $"{file.Place}: only {Start} lies outside the rooms";

            // The program's start may be written without a namespace.
            var wanted = file.Room.Length == 0 ? "Pipeline" : "Pipeline." + file.Room.Replace('/', '.');
            foreach (var space in file.Namespaces.DefaultIfEmpty(file.Room.Length == 0 ? wanted : "none").Where(space => space != wanted))
                yield return $"{file.Place}: its namespace is {space}, its folder says {wanted}";
        }
    }

    private IEnumerable<string> NotAllowed() =>
        from use in _arrows
        where plan.TryGetValue(use.Room, out var allowed) && !allowed.Contains(use.UsedRoom)
        select $"{use.Place}:{use.Line}: {Named(use.Room)} may not use {use.Name} of {Named(use.UsedRoom!)}";

    private IEnumerable<string> NotUsed() =>
        from room in plan
        let used = _arrows.Where(use => use.Room == room.Key).Select(use => use.UsedRoom).ToHashSet()
        from line in code.Files.Any(file => file.Room == room.Key)
            ? room.Value.Where(name => !used.Contains(name)).Select(name => $"{Named(room.Key)} uses nothing of {name}: strike it from the plan")
            : [$"{Named(room.Key)} has no files: strike it from the plan"]
        select line;

    private static string Named(string room) => room.Length == 0 ? Start : room;
}
