using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

/// <summary>What the program is held against shares no code with it: only the file that runs it may name a room of its own.</summary>
[TestFixture]
internal sealed class FuzzerFencesTests
{
    private const string Folder = "src/Pipeline.Fuzz";

    [Test]
    public void Only_what_runs_the_program_uses_it()
    {
        var users = Repository.Files(Folder, ".cs").Where(path => UsesTheProgram(CodeText.Of(Repository.Read(path))));

        Assert.That(users, Is.EqualTo([$"{Folder}/Running/Product.cs"]));
    }

    [TestCase("using Pipeline.Data;", true)]
    [TestCase("var x = Files.Crc32.Append(1, bytes);", true)]
    [TestCase("using CsvHelper;", true)]
    [TestCase("using Microsoft.ML;", true)]
    [TestCase("using Pipeline.Fuzz.Plain;", false)]
    [TestCase("namespace Pipeline.Fuzz.Commands;", false)]
    [TestCase("Note(line.Data.Length);", false)]
    public void A_use_of_the_program_is_told_from_others(string code, bool uses)
    {
        Assert.That(UsesTheProgram(code), Is.EqualTo(uses));
    }

    private static bool UsesTheProgram(string code) =>
        Regex.IsMatch(code, @"(?<![\w.])(?:Pipeline\s*\.\s*(?!Fuzz\b)[A-Z]|CsvHelper\b|Microsoft\s*\.\s*ML\b)")
        || Regex.IsMatch(code, $@"(?<![\w.])(?:{string.Join('|', RoomPlan.Rooms)})\s*\.\s*[A-Z]");
}
