using System.Text.RegularExpressions;

namespace Pipeline.Tests.House;

/// <summary>Packages that stay in a few rooms, so that no other room can come to depend on them.</summary>
internal static class PackageFences
{
    private static readonly (string Name, string Pattern, string[] Rooms)[] Fences =
    [
        ("Google.Protobuf", @"(?<![\w.])Google\s*\.\s*Protobuf\b", ["Graph"]),
        ("Microsoft.ML.OnnxRuntime", @"(?<![\w.])Microsoft\s*\.\s*ML\s*\.\s*OnnxRuntime\b", ["Scoring", "Training", "Verification"]),
        ("CsvHelper", @"(?<![\w.])CsvHelper\b", ["Scoring", "Tables"]),
        ("System.CommandLine", @"(?<![\w.])System\s*\.\s*CommandLine\b", ["Cli"]),
        ("Console", @"\bSystem\s*\.\s*Console\b|(?<![\w.])Console\s*\.", ["Cli"]),
    ];

    /// <summary>What in these files uses a package outside its rooms: one line each, empty where all is well.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<SourceFile> files) =>
        (from file in files
         from fence in Fences
         where !fence.Rooms.Contains(file.Room) && Regex.IsMatch(file.Code, fence.Pattern)
         select $"{file.Place}: {fence.Name} stays in {string.Join(" and ", fence.Rooms)}").ToList();
}
