using NUnit.Framework;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed class PackageFencesTests
{
    private static readonly Dictionary<string, string[]> Fences = new()
    {
        ["CsvHelper"] = ["Office", "Office/Desk"],
        ["System.Console"] = ["Office"],
    };

    private static readonly (string, string) Desk = ("Office/Desk/X.cs", "namespace Pipeline.Office.Desk; class X { CsvHelper.CsvReader? a; }");
    private static readonly (string, string) Office = (
        "Office/X.cs", "namespace Pipeline.Office; class X { CsvHelper.CsvWriter? a; void B() => Console.Write(1); }");

    [TestCase("using CsvHelper;", "CsvReader? x;", "CsvHelper stays in Office and Office/Desk")]
    [TestCase("", "CsvHelper.CsvColumnAttribute? x;", "CsvHelper stays in Office and Office/Desk")]
    [TestCase("using R = CsvHelper.CsvReader;", "", "CsvHelper stays in Office and Office/Desk")]
    [TestCase("", "void F() => Console.WriteLine();", "System.Console stays in Office")]
    [TestCase("using static System.Console;", "void F() => WriteLine();", "System.Console stays in Office")]
    public void A_package_outside_its_rooms_is_reported(string line, string member, string expected)
    {
        var code = BoundCode.Of(Office, Desk, ("Yard/X.cs", $"{line} namespace Pipeline.Yard; class X {{ {member} }}"));

        Assert.That(code.Unbound, Is.Empty);
        Assert.That(new PackageFences(Fences, code).Violations(), Is.EqualTo([$"Yard/X.cs:1: {expected}"]));
    }

    [TestCase("// Console.Write")]
    [TestCase("ConsoleColor x;")]
    [TestCase("string x = \"CsvHelper.CsvReader\";")]
    [TestCase("class Options { public Action<int>? Write; } Options Console = new(); void F() => Console.Write!(1);")]
    public void What_is_no_use_is_not_reported(string member)
    {
        var code = BoundCode.Of(Office, Desk, ("Yard/X.cs", $"namespace Pipeline.Yard; class X {{ {member}\n }}"));

        Assert.That(code.Unbound, Is.Empty);
        Assert.That(new PackageFences(Fences, code).Violations(), Is.Empty);
    }

    [Test]
    public void A_room_that_does_not_use_the_package_is_reported()
    {
        var fences = new PackageFences(Fences, BoundCode.Of(Office));

        Assert.That(fences.Violations(), Is.EqualTo(["Office/Desk uses nothing of CsvHelper: strike it from the fence"]));
    }
}
