using NUnit.Framework;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed class RoomsTests
{
    private static readonly SourceFile Trainer = SourceFile.Parse(
        "Training/Fitter.cs", "using Pipeline.Tables;\nnamespace Pipeline.Training;\npublic sealed class Fitter;");

    [Test]
    public void Every_file_of_the_program_uses_only_the_rooms_that_its_room_may_use()
    {
        var files = SourceFile.OfTheProgram();

        Assert.That(files, Is.Not.Empty);
        Assert.That(RoomPlan.Violations(files), Is.Empty);
    }

    [Test]
    public void Every_file_of_the_program_keeps_packages_in_their_rooms()
    {
        Assert.That(PackageFences.Violations(SourceFile.OfTheProgram()), Is.Empty);
    }

    [Test]
    public void The_arrows_make_no_circle()
    {
        var left = RoomPlan.Rooms.ToHashSet();
        while (left.Where(room => !RoomPlan.Arrows(room).Any(left.Contains)).ToList() is { Count: > 0 } free)
            left.ExceptWith(free);

        Assert.That(left, Is.Empty);
    }

    [TestCase("using Pipeline.Training;")]
    [TestCase("using static Pipeline.Training.Fitter;")]
    [TestCase("using F = Pipeline.Training.Fitter;")]
    [TestCase("var x = new global::Pipeline.Training.Fitter();")]
    [TestCase("var x = new Training.Fitter();")]
    [TestCase("var x = $\"{Training.Fitter.Name}\";")]
    public void An_arrow_that_is_not_in_the_plan_is_reported(string line)
    {
        var file = Snippet("Tables/Reader.cs", line);

        Assert.That(RoomPlan.Violations([file, Trainer]), Is.EqualTo(["Tables/Reader.cs: Tables may not use Training"]));
    }

    [TestCase("using Pipeline.Model;")]
    [TestCase("using Pipeline.Tables.Csv;")]
    [TestCase("// using Pipeline.Training;")]
    [TestCase("var x = \"Pipeline.Training.Fitter\";")]
    [TestCase("var x = config.Training.Fitter;")]
    [TestCase("var x = Training.Seed;")]
    [TestCase("using Microsoft.ML.Training;")]
    public void What_is_no_arrow_or_one_of_the_plan_is_not_reported(string line)
    {
        Assert.That(RoomPlan.Violations([Snippet("Tables/Reader.cs", line), Trainer]), Is.Empty);
    }

    [Test]
    public void A_folder_that_is_no_room_is_reported()
    {
        Assert.That(RoomPlan.Violations([Snippet("Attic/Box.cs", "")]), Is.EqualTo(["Attic/Box.cs: Attic is not a room of the plan"]));
    }

    [TestCase("namespace Pipeline.Model;", "Pipeline.Model")]
    [TestCase("namespace Pipeline.Tables.Csv { class X; }", "Pipeline.Tables.Csv")]
    [TestCase("class X;", "none")]
    public void A_namespace_that_is_not_the_folders_is_reported(string source, string found)
    {
        var file = SourceFile.Parse("Tables/Sql/X.cs", source);

        Assert.That(RoomPlan.Violations([file]), Has.Some.EqualTo($"Tables/Sql/X.cs: its namespace is {found}, its folder says Pipeline.Tables.Sql"));
    }

    [Test]
    public void The_root_holds_only_a_program_that_starts_the_command_line()
    {
        var starts = SourceFile.Parse("Program.cs", "return Pipeline.Cli.CommandLine.Run(args);");
        var works = SourceFile.Parse("Program.cs", "using Pipeline.Tables;\nreturn 0;");
        var other = SourceFile.Parse("Other.cs", "namespace Pipeline;");

        Assert.That(RoomPlan.Violations([starts]), Is.Empty);
        Assert.That(RoomPlan.Violations([works]), Is.EqualTo(["Program.cs: Program.cs may not use Tables"]));
        Assert.That(RoomPlan.Violations([other]), Is.EqualTo(["Other.cs: only Program.cs lies outside the rooms"]));
    }

    [TestCase("Tables", "using Google.Protobuf;", "Google.Protobuf stays in Graph")]
    [TestCase("Graph", "using Microsoft.ML.OnnxRuntime;", "Microsoft.ML.OnnxRuntime stays in Scoring and Training and Verification")]
    [TestCase("Cli", "using CsvHelper.Configuration;", "CsvHelper stays in Scoring and Tables")]
    [TestCase("Commands", "System.CommandLine.Command command;", "System.CommandLine stays in Cli")]
    [TestCase("Commands", "Console.WriteLine();", "Console stays in Cli")]
    [TestCase("Commands", "using static System.Console;", "Console stays in Cli")]
    public void A_package_outside_its_rooms_is_reported(string room, string line, string expected)
    {
        Assert.That(PackageFences.Violations([Snippet($"{room}/X.cs", line)]), Is.EqualTo([$"{room}/X.cs: {expected}"]));
    }

    [TestCase("Graph", "using Google.Protobuf;")]
    [TestCase("Scoring", "using Microsoft.ML.OnnxRuntime;")]
    [TestCase("Tables", "using CsvHelper;")]
    [TestCase("Cli", "using System.CommandLine; Console.Write(1);")]
    [TestCase("Commands", "// Console.Write")]
    [TestCase("Commands", "options.Console.Write(1);")]
    public void A_package_in_its_room_is_not_reported(string room, string line)
    {
        Assert.That(PackageFences.Violations([Snippet($"{room}/X.cs", line)]), Is.Empty);
    }

    private static SourceFile Snippet(string place, string line) =>
        SourceFile.Parse(place, $"{line}\nnamespace Pipeline.{place.Split('/')[0]};\ninternal sealed class X;");
}
