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
        ["src/Pipeline.Tests/Artifacts"] = 22,
        ["src/Pipeline.Tests/Artifacts/MlNet"] = 4,
        ["src/Pipeline.Tests/Artifacts/Signing"] = 10,
        ["src/Pipeline.Tests/Cli"] = 17,
        ["src/Pipeline.Tests/Commands"] = 148,
        ["src/Pipeline.Tests/Configuration"] = 17,
        ["src/Pipeline.Tests/Configuration/Checks"] = 5,
        ["src/Pipeline.Tests/Configuration/Options"] = 20,
        ["src/Pipeline.Tests/Configuration/Reference"] = 2,
        ["src/Pipeline.Tests/Evaluation"] = 9,
        ["src/Pipeline.Tests/FailureCatalogue"] = 14,
        ["src/Pipeline.Tests/Files"] = 6,
        ["src/Pipeline.Tests/Files/Recoding"] = 5,
        ["src/Pipeline.Tests/Graph"] = 9,
        ["src/Pipeline.Tests/Graph/MlNet"] = 2,
        ["src/Pipeline.Tests/Graph/Onnx"] = 69,
        ["src/Pipeline.Tests/Graph/Onnx/Node"] = 5,
        ["src/Pipeline.Tests/House"] = 9,
        ["src/Pipeline.Tests/Kernels"] = 17,
        ["src/Pipeline.Tests/Model/Problems"] = 1,
        ["src/Pipeline.Tests/Reliability"] = 5,
        ["src/Pipeline.Tests/Runs"] = 4,
        ["src/Pipeline.Tests/Scoring"] = 5,
        ["src/Pipeline.Tests/Scoring/Cuda"] = 42,
        ["src/Pipeline.Tests/Scoring/Onnx"] = 2,
        ["src/Pipeline.Tests/Scripts"] = 1,
        ["src/Pipeline.Tests/Stock"] = 5,
        ["src/Pipeline.Tests/Tables"] = 27,
        ["src/Pipeline.Tests/Tables/Audit"] = 20,
        ["src/Pipeline.Tests/Tables/Csv"] = 11,
        ["src/Pipeline.Tests/Tables/Fields"] = 12,
        ["src/Pipeline.Tests/Training/Chain"] = 30,
        ["src/Pipeline.Tests/Training/Rows"] = 9,
        ["src/Pipeline.Tests/Verification"] = 5,
        ["src/Pipeline.Tests/Verification/Gpu"] = 13,
        ["src/Pipeline/Artifacts"] = 18,
        ["src/Pipeline/Artifacts/Container"] = 7,
        ["src/Pipeline/Artifacts/MlNet"] = 31,
        ["src/Pipeline/Artifacts/Signing"] = 5,
        ["src/Pipeline/Cli"] = 47,
        ["src/Pipeline/Commands"] = 66,
        ["src/Pipeline/Configuration"] = 4,
        ["src/Pipeline/Configuration/Checks"] = 12,
        ["src/Pipeline/Configuration/Options"] = 17,
        ["src/Pipeline/Configuration/Records"] = 10,
        ["src/Pipeline/Configuration/Reference"] = 3,
        ["src/Pipeline/Evaluation"] = 12,
        ["src/Pipeline/Files"] = 2,
        ["src/Pipeline/Graph"] = 5,
        ["src/Pipeline/Graph/MlNet"] = 9,
        ["src/Pipeline/Graph/Onnx"] = 57,
        ["src/Pipeline/Kernels"] = 2,
        ["src/Pipeline/Model"] = 3,
        ["src/Pipeline/Model/Problems"] = 2,
        ["src/Pipeline/Scoring"] = 7,
        ["src/Pipeline/Scoring/Cuda"] = 16,
        ["src/Pipeline/Scoring/Onnx"] = 4,
        ["src/Pipeline/Scoring/Scorers"] = 1,
        ["src/Pipeline/Tables"] = 3,
        ["src/Pipeline/Tables/Audit"] = 11,
        ["src/Pipeline/Tables/Csv"] = 1,
        ["src/Pipeline/Tables/Fields"] = 2,
        ["src/Pipeline/Training/Rows"] = 8,
        ["src/Pipeline/Verification"] = 6,
        ["src/Pipeline/Verification/Gpu"] = 17,
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
