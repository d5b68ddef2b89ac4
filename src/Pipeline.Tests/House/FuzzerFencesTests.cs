using NUnit.Framework;

namespace Pipeline.Tests.House;

/// <summary>What the program is held against shares no code with it: only the file that runs it may use a type of its own.</summary>
[TestFixture]
internal sealed class FuzzerFencesTests
{
    private static readonly string Program = typeof(global::Pipeline.Cli.CommandLine).Assembly.GetName().Name!;

    [Test]
    public void Only_what_runs_the_program_uses_it()
    {
        Assert.That(BoundCode.OfTheFuzzer.Unbound, Is.Empty);
        Assert.That(UsersOfTheProgram(BoundCode.OfTheFuzzer), Is.EqualTo(["Running/Product.cs"]));
    }

    [TestCase("_ = typeof(Pipeline.Cli.CommandLine);", true)]
    [TestCase("_ = nameof(Cli.CommandLine);", true)]
    [TestCase("new Microsoft.ML.MLContext();", true)]
    [TestCase("CsvHelper.CsvReader? reader = null;", true)]
    [TestCase("Line.Cli.CommandLine();", false)]
    [TestCase("// Cli.CommandLine.Run();", false)]
    [TestCase("_ = \"Pipeline.Cli.CommandLine\";", false)]
    public void A_use_of_the_program_is_told_from_others(string line, bool uses)
    {
        var code = BoundCode.Of(
            ("Plain/X.cs", $"namespace Pipeline.Fuzz.Plain; class X {{ void F() {{ {line} }} }}"),
            ("Plain/Line.cs", "namespace Pipeline.Fuzz.Plain; class Line { public static Line Cli = new(); public void CommandLine() { } }"));

        Assert.That(code.Unbound, Is.Empty);
        Assert.That(UsersOfTheProgram(code), Is.EqualTo(uses ? ["Plain/X.cs"] : Array.Empty<string>()));
    }

    // The program, and the packages that do its work.
    private static IEnumerable<string> UsersOfTheProgram(BoundCode code) =>
        code.Uses.Where(use => use.Assembly == Program || use.IsOf("Microsoft.ML") || use.IsOf("CsvHelper")).Select(use => use.Place).Distinct();
}
