using NUnit.Framework;

namespace Pipeline.Tests.House.Pages;

/// <summary>ARCHITECTURE.md is of this source: what it names is there, and every room has its place on it.</summary>
[TestFixture]
internal sealed class ArchitectureTests
{
    private static readonly Page page = Page.All.Single(page => page.Path == "ARCHITECTURE.md");

    [Test]
    public void Every_folder_type_and_member_that_it_names_is_there()
    {
        Assert.That(page.CodeSpans, Is.Not.Empty);
        Assert.That(page.CodeSpans.Where(name => !IsThere(name)).Distinct(), Is.Empty);
    }

    [Test]
    public void What_it_names_in_bold_is_still_to_come()
    {
        var names = page.Bold.Where(name => char.IsUpper(name[0])).ToList();

        Assert.That(names, Is.Not.Empty);
        Assert.That(names.Where(IsThere), Is.Empty);
    }

    [TestCase("Graph/MlNet", true)]
    [TestCase("src/Pipeline.Tests/House/RoomPlan.cs", true)]
    [TestCase("RoomPlan", true)]
    [TestCase("RoomPlan.MayUse", true)]
    [TestCase("ScoreNode.Dot", true)]
    [TestCase("TrialRows.Table", true)]
    [TestCase("gpu-check", true)]
    [TestCase("Graph/Gone", false)]
    [TestCase("RoomPlan.Gone", false)]
    [TestCase("Gone", false)]
    [TestCase("gone", false)]
    public void A_name_that_is_gone_is_seen(string name, bool isThere) => Assert.That(IsThere(name), Is.EqualTo(isThere));

    [Test]
    public void Every_room_of_the_plan_is_among_its_rooms()
    {
        Assert.That(RoomPlan.MayUse.Keys.Where(room => room.Length > 0), Is.SubsetOf(Rooms().SelectMany(rooms => rooms)));
    }

    [Test]
    public void No_room_uses_one_that_stands_further_down()
    {
        var places = Rooms().Index().SelectMany(rooms => rooms.Item.Select(room => (Room: room, rooms.Index)))
            .ToDictionary(place => place.Room, place => place.Index);
        // A room that is not there is the other test's to tell.
        var down = from room in RoomPlan.MayUse
                   from used in room.Value
                   where places.TryGetValue(room.Key, out var place) && places.TryGetValue(used, out var below) && below > place
                   select $"{room.Key} uses {used}";

        Assert.That(down, Is.Empty);
    }

    // The rooms at each point of the list.
    private static List<IReadOnlyList<string>> Rooms() =>
        [.. page.Section("Rooms").Split("\n- ").Skip(1).Select(point => Page.Spans(point).Where(RoomPlan.MayUse.ContainsKey).ToList())];

    private static bool IsThere(string name) =>
        DeclaredNames.HasPath(name) || DeclaredNames.OfTheRepository.HasType(name)
        || (IsCommand(name) && Commands().Split('\n').Any(line => line == $"  {name}" || line.StartsWith($"  {name} ", StringComparison.Ordinal)));

    private static bool IsCommand(string name) => name.All(c => char.IsAsciiLetterLower(c) || c == '-');

    private static string Commands() => Support.Program.Run("--help").Out;
}
