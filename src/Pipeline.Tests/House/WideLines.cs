namespace Pipeline.Tests.House;

/// <summary>Lines wider than <see cref="Most"/> characters, which are to go: how many each folder still has.</summary>
internal static class WideLines
{
    private const int Most = 160;

    /// <summary>A folder with how many such lines its own files have; one that has none is not here.</summary>
    public static IReadOnlyDictionary<string, int> Left { get; } = new Dictionary<string, int>
    {
        ["src/Pipeline.Tests/Artifacts/MlNet"] = 1,
        ["src/Pipeline.Tests/Cli/Running"] = 1,
        ["src/Pipeline.Tests/Commands"] = 31,
        ["src/Pipeline.Tests/Files"] = 1,
        ["src/Pipeline.Tests/Files/Recoding"] = 3,
        ["src/Pipeline.Tests/Reports/Text"] = 1,
        ["src/Pipeline.Tests/Runs"] = 3,
        ["src/Pipeline.Tests/Stock"] = 1,
        ["src/Pipeline.Tests/Tables"] = 6,
        ["src/Pipeline.Tests/Tables/Csv"] = 2,
        ["src/Pipeline.Tests/Tables/Fields"] = 1,
        ["src/Pipeline.Tests/Training/Chain"] = 8,
        ["src/Pipeline.Tests/Training/Rows"] = 1,
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
