using System.Text.RegularExpressions;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

/// <summary>A C# file of the program: its place below src/Pipeline, with /, and its code without comments and strings.</summary>
internal sealed partial record SourceFile(string Place, string Code)
{
    /// <summary>The top folder, or nothing for a file at the root of the program.</summary>
    public string Room => Place.Contains('/', StringComparison.Ordinal) ? Place[..Place.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>What its namespace has to be.</summary>
    public string Namespace => string.Join('.', [.. "Pipeline".Split('/'), .. Place.Split('/')[..^1]]);

    /// <summary>Names of the types declared in it.</summary>
    public IReadOnlyList<string> Types => Declaration().Matches(Code).Select(match => match.Groups[1].Value).ToList();

    public static SourceFile Parse(string place, string source) => new(place, CodeText.Of(source));

    /// <summary>All files of the program.</summary>
    public static IReadOnlyList<SourceFile> OfTheProgram()
    {
        const string folder = "src/Pipeline";
        return Repository.Files(folder, ".cs").Select(path => Parse(path[(folder.Length + 1)..], Repository.Read(path))).ToList();
    }

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+([A-Z]\w*)")]
    private static partial Regex Declaration();
}
