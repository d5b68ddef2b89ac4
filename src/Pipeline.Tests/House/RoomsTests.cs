using NUnit.Framework;

namespace Pipeline.Tests.House;

/// <summary>The program lies in its rooms as the plan says; what the rules see is RoomRulesTests' and PackageFencesTests' to show.</summary>
[TestFixture]
internal sealed class RoomsTests
{
    private static readonly RoomRules Rules = new(RoomPlan.MayUse, BoundCode.OfTheProgram);

    [Test]
    public void Every_name_of_the_program_is_understood()
    {
        Assert.That(BoundCode.OfTheProgram.Files, Is.Not.Empty);
        Assert.That(BoundCode.OfTheProgram.Unbound, Is.Empty);
    }

    [Test]
    public void Every_room_uses_the_rooms_that_the_plan_gives_it_and_no_others()
    {
        // One text: of a list a failure would show only the start.
        Assert.That(string.Join('\n', Rules.Violations()), Is.Empty, () => "As it is used:\n" + Rules.PlanAsUsed);
    }

    [Test]
    public void The_plan_has_the_known_circles_and_no_others()
    {
        Assert.That(RoomRules.Circles(RoomPlan.MayUse), Is.EqualTo(RoomPlan.KnownCircles));
    }

    [Test]
    public void Every_package_with_a_fence_is_used_in_its_rooms_and_no_others()
    {
        Assert.That(new PackageFences(RoomPlan.Fences, BoundCode.OfTheProgram).Violations(), Is.Empty);
    }
}
