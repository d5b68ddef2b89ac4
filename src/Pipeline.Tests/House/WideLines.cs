namespace Pipeline.Tests.House;

/// <summary>Lines wider than <see cref="Most"/> characters, which are to go: how many each folder still has.</summary>
internal static class WideLines
{
    private const int Most = 160;

    /// <summary>A folder with how many such lines its own files have; one that has none is not here.</summary>
    public static IReadOnlyDictionary<string, int> Left { get; } = new Dictionary<string, int>
    {
        ["src/Pipeline.Benchmarks"] = 25,
        ["src/Pipeline.Fuzz/Plain"] = 1,
        ["src/Pipeline.Tests/Artifacts"] = 23,
        ["src/Pipeline.Tests/Artifacts/MlNet"] = 4,
        ["src/Pipeline.Tests/Artifacts/Signing"] = 10,
        ["src/Pipeline.Tests/Cli"] = 15,
        ["src/Pipeline.Tests/Cli/Running"] = 4,
        ["src/Pipeline.Tests/Commands"] = 141,
        ["src/Pipeline.Tests/Evaluation"] = 11,
        ["src/Pipeline.Tests/FailureCatalogue"] = 14,
        ["src/Pipeline.Tests/Files"] = 6,
        ["src/Pipeline.Tests/Files/Recoding"] = 5,
        ["src/Pipeline.Tests/House"] = 2,
        ["src/Pipeline.Tests/Reliability"] = 5,
        ["src/Pipeline.Tests/Reports/Json"] = 4,
        ["src/Pipeline.Tests/Reports/Text"] = 7,
        ["src/Pipeline.Tests/Runs"] = 4,
        ["src/Pipeline.Tests/Scripts"] = 1,
        ["src/Pipeline.Tests/Stock"] = 5,
        ["src/Pipeline.Tests/Tables"] = 27,
        ["src/Pipeline.Tests/Tables/Audit"] = 20,
        ["src/Pipeline.Tests/Tables/Csv"] = 11,
        ["src/Pipeline.Tests/Tables/Fields"] = 12,
        ["src/Pipeline.Tests/Training/Chain"] = 30,
        ["src/Pipeline.Tests/Training/Rows"] = 9,
        ["src/Pipeline/Commands"] = 37,
        ["src/Pipeline/Evaluation"] = 10,
        ["src/Pipeline/Training/Chain"] = 19,
        ["src/Pipeline/Verification/Gpu"] = 3,
    };

    /// <summary>Where there are more or fewer of them than stated: one line a folder, empty where all is well.</summary>
    public static IReadOnlyList<string> Differences(IEnumerable<(string Path, string Text)> files, IReadOnlyDictionary<string, int> stated)
    {
        var found = files.SelectMany(file => Wide(file.Path, file.Text)).ToLookup(line => SourceFile.FolderOf(line.Path));
        return
        [
            .. from folder in found.Select(lines => lines.Key).Union(stated.Keys).Order(StringComparer.Ordinal)
               let most = stated.GetValueOrDefault(folder)
               let lines = found[folder].Select(line => $"{line.Path}:{line.Line}").ToList()
               where lines.Count != most
               let remedy = lines.Count < most ? "lower the number" : string.Join(' ', lines)
               select $"{folder}: {lines.Count} lines are wider than {Most} characters, {most} are stated: {remedy}",
        ];
    }

    private static IEnumerable<(string Path, int Line)> Wide(string path, string text) =>
        text.Split('\n').Index().Where(line => line.Item.Length > Most).Select(line => (path, line.Index + 1));
}
