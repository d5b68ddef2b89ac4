using NUnit.Framework;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed class RoomRulesTests
{
    // Shop may use Stock, Stock may use nothing.
    private static readonly Dictionary<string, string[]> Plan = new() { ["Shop"] = ["Stock"], ["Stock"] = [] };

    private static readonly (string, string) Shelf = ("Shop/Shelf.cs",
        """
        namespace Pipeline.Shop;
        internal class Shelf { public const int Depth = 3; public static Stock.Box? Top; public class Rail; }
        internal class Row<T>;
        internal sealed class LabelAttribute : System.Attribute;
        internal enum Side { Left }
        internal static class Counting { public static int Doubled(this int count) => 2 * count; }
        """);

    private static readonly (string, string) Box = ("Stock/Box.cs", "namespace Pipeline.Stock; internal class Box { public int Size; }");

    [TestCase("", "Pipeline.Shop.Shelf? x;", "Shelf")]
    [TestCase("", "global::Pipeline.Shop.Shelf? x;", "Shelf")]
    [TestCase("", "Shop.Shelf? x;", "Shelf")]
    [TestCase("using S = Pipeline.Shop.Shelf;", "", "Shelf")]
    [TestCase("using static Pipeline.Shop.Shelf;", "", "Shelf")]
    [TestCase("using static Pipeline.Shop.Shelf;", "const int x = Depth;", "Shelf")]
    [TestCase("using static Pipeline.Shop.Shelf;", "Rail? x;", "Shelf.Rail")]
    [TestCase("using Pipeline.Shop;", "Shelf? x;", "Shelf")]
    [TestCase("using Pipeline.Shop;", "int x = Shelf.Depth;", "Shelf")]
    [TestCase("using Pipeline.Shop;", "Shelf.Rail? x;", "Shelf.Rail")]
    [TestCase("using Pipeline.Shop;", "int x = 2.Doubled();", "Counting")]
    [TestCase("using Pipeline.Shop;", "int x = 2.Doubled(\"does not compile\");", "Counting")]
    [TestCase("using Pipeline.Shop;", "System.Func<int, int> x = n => n.Doubled();", "Counting")]
    [TestCase("using Pipeline.Shop;", "List<Shelf>? x;", "Shelf")]
    [TestCase("using Pipeline.Shop;", "Row<int>? x;", "Row<T>")]
    [TestCase("using Pipeline.Shop;", "[Label] int x;", "LabelAttribute")]
    [TestCase("using Pipeline.Shop;", "string x = nameof(Shelf);", "Shelf")]
    [TestCase("using Pipeline.Shop;", "bool Is(object x) => x is Side.Left;", "Side")]
    [TestCase("using Pipeline.Shop;", "string x = $\"{Shelf.Depth}\";", "Shelf")]
    [TestCase("using Pipeline.Shop;", "string x = $\"\"\"{Shelf.Depth}\"\"\";", "Shelf")]
    public void A_use_that_is_not_in_the_plan_is_reported_with_its_line_its_type_and_both_rooms(string line, string member, string type)
    {
        var code = BoundCode.Of(Shelf, Box, ("Stock/Door.cs", $"{line}\nnamespace Pipeline.Stock;\ninternal class Door\n{{\n    {member}\n}}"));

        Assert.That(code.Unbound, Is.Empty);
        Assert.That(new RoomRules(Plan, code).Violations(), Has.Some.Match($"^Stock/Door.cs:[15]: Stock may not use {type} of Shop$"));
    }

    [TestCase("using Pipeline.Stock;", "Box? x;")]
    [TestCase("", "// Shop.Shelf x;")]
    [TestCase("", "/// <summary><see cref=\"Shop.Shelf\"/></summary>\nint x;")]
    [TestCase("", "string x = \"Pipeline.Shop.Shelf\";")]
    [TestCase("", "string x(Door Shop) => Shop.Shelf; string Shelf = \"\";")]
    [TestCase("using Pipeline.Shop;", "")]
    public void What_is_no_use_or_one_of_the_plan_is_not_reported(string line, string member)
    {
        var code = BoundCode.Of(Shelf, Box, ("Stock/Door.cs", $"{line}\nnamespace Pipeline.Stock;\ninternal class Door\n{{\n    {member}\n}}"));

        Assert.That(code.Unbound, Is.Empty);
        Assert.That(new RoomRules(Plan, code).Violations(), Is.Empty);
    }

    [Test]
    public void A_member_and_a_new_without_a_name_are_uses_of_the_type_behind_them()
    {
        var code = BoundCode.Of(
            ("A/Made.cs", "namespace Pipeline.A; class Made { public int Length; }"),
            ("B/Maker.cs", "namespace Pipeline.B; class Maker { public static A.Made Make() => throw null!; public static void Take(A.Made made) { } }"),
            ("C/Member.cs", "namespace Pipeline.C; class Member { int x = B.Maker.Make().Length; }"),
            ("D/New.cs", "namespace Pipeline.D; class New { void x() => B.Maker.Take(new()); }"));
        var plan = new Dictionary<string, string[]> { ["A"] = [], ["B"] = ["A"], ["C"] = ["B"], ["D"] = ["B"] };

        Assert.That(new RoomRules(plan, code).Violations(), Is.EqualTo(
            ["C/Member.cs:1: C may not use Made of A", "D/New.cs:1: D may not use Made of A"]));
    }

    [Test]
    public void A_type_that_is_generated_is_of_the_room_that_its_namespace_lies_in()
    {
        var code = BoundCode.Of(
            ("Graph/Onnx/X.cs", "namespace Pipeline.Graph.Onnx; class X { Schema.NodeProto? node; }"),
            ("Shop/X.cs", "namespace Pipeline.Shop; class X { Graph.Onnx.Schema.NodeProto? node; }"));
        var plan = new Dictionary<string, string[]> { ["Graph/Onnx"] = [], ["Shop"] = [] };

        Assert.That(code.Unbound, Is.Empty);
        Assert.That(new RoomRules(plan, code).Violations(), Is.EqualTo(["Shop/X.cs:1: Shop may not use NodeProto of Graph/Onnx"]));
    }

    [TestCase("House/Room.cs", "House", "House/Cellar")]
    [TestCase("House/Cellar/Shelf.cs", "House/Cellar", "House")]
    public void A_folder_and_the_folder_around_it_are_two_rooms(string place, string from, string to)
    {
        var (here, there) = ($"Pipeline.{from.Replace('/', '.')}", $"Pipeline.{to.Replace('/', '.')}");
        var code = BoundCode.Of((place, $"using {there};\nnamespace {here}; class X {{ Y? y; }}"), ($"{to}/Y.cs", $"namespace {there}; class Y;"));
        var closed = new Dictionary<string, string[]> { [from] = [], [to] = [] };
        var open = new Dictionary<string, string[]> { [from] = [to], [to] = [] };

        Assert.That(new RoomRules(closed, code).Violations(), Is.EqualTo([$"{place}:2: {from} may not use Y of {to}"]));
        Assert.That(new RoomRules(open, code).Violations(), Is.Empty);
    }

    [Test]
    public void An_arrow_that_nobody_uses_and_a_room_without_files_are_reported()
    {
        var code = BoundCode.Of(Box, ("Shop/Till.cs", "namespace Pipeline.Shop; class Till;"));
        var plan = new Dictionary<string, string[]>(Plan) { ["Attic"] = ["Stock"] };

        Assert.That(new RoomRules(plan, code).Violations(), Is.EqualTo(
            ["Shop uses nothing of Stock: strike it from the plan", "Attic has no files: strike it from the plan"]));
    }

    [Test]
    public void A_folder_that_is_no_room_is_reported()
    {
        var code = BoundCode.Of(Shelf, Box, ("Shop/Attic/Trunk.cs", "namespace Pipeline.Shop.Attic; class Trunk { Shelf? on; }"));

        Assert.That(new RoomRules(Plan, code).Violations(), Is.EqualTo(["Shop/Attic is not a room of the plan"]));
    }

    [TestCase("namespace Pipeline.Shop;", "Pipeline.Shop")]
    [TestCase("namespace Pipeline.Stock.Boxes { class X; }", "Pipeline.Stock.Boxes")]
    [TestCase("class X;", "none")]
    public void A_namespace_that_is_not_the_folders_is_reported(string source, string found)
    {
        var code = BoundCode.Of(Shelf, Box, ("Stock/X.cs", source));

        Assert.That(new RoomRules(Plan, code).Violations(), Is.EqualTo([$"Stock/X.cs: its namespace is {found}, its folder says Pipeline.Stock"]));
    }

    [Test]
    public void The_root_holds_only_the_start_of_the_program_which_has_arrows_of_its_own()
    {
        var code = BoundCode.Of(
            Shelf, Box, ("Program.cs", "namespace Pipeline;\nclass Start { Shop.Shelf? a; Stock.Box? b; }"), ("Other.cs", "namespace Pipeline; class Other;"));
        var plan = new Dictionary<string, string[]>(Plan) { [""] = ["Shop"] };

        Assert.That(new RoomRules(plan, code).Violations(), Is.EqualTo(
            ["Other.cs: only Program.cs lies outside the rooms", "Program.cs:2: Program.cs may not use Box of Stock"]));
    }

    [Test]
    public void The_plan_as_it_is_used_can_be_put_in_its_place()
    {
        var code = BoundCode.Of(Shelf, Box);

        Assert.That(new RoomRules(new Dictionary<string, string[]>(), code).PlanAsUsed, Is.EqualTo("[\"Shop\"] = [\"Stock\"],\n[\"Stock\"] = [],\n"));
    }

    [Test]
    public void Rooms_that_lead_back_to_themselves_are_a_circle()
    {
        var plan = new Dictionary<string, string[]>
        {
            ["A"] = ["B"],
            ["B"] = ["C", "D"],
            ["C"] = ["A"],
            ["D"] = ["D/Inner"],
            ["D/Inner"] = ["D", "E"],
            ["E"] = [],
        };

        Assert.That(RoomRules.Circles(plan), Is.EqualTo(["A, B, C", "D, D/Inner"]));
        Assert.That(RoomRules.Circles(Plan), Is.Empty);
    }
}
