using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Model;
using Pipeline.Tests.Scripts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

/// <summary>Makes the parts of the README that come from the program: its examples run in a copy of configs and data.</summary>
internal sealed partial class ReadmeExamples : IDisposable
{
    private static readonly string[] demos = ["churn", "penguins", "concrete", "breast-cancer"];
    private readonly Scratch scratch = new();

    public ReadmeExamples()
    {
        foreach (var folder in (string[])["configs", "data"])
        {
            foreach (var file in Repository.Files(folder, ""))
                scratch.Write(file, File.ReadAllBytes(Repository.PathOf(file)));
        }
        scratch.Write(".gitignore", Repository.Read(".gitignore"));
        // What ./run.sh does once the program is built.
        var script = scratch.Write("run.sh", $"#!/bin/sh\nexport PIPELINE_COMMAND=./run.sh\nexec dotnet '{Program.Dll}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The README with every generated part made anew.</summary>
    public string Regenerate(string readme)
    {
        readme = Config().Replace(readme, match => $"```jsonc\n{Repository.Read("configs/churn.jsonc")}```");
        readme = Console().Replace(readme, match => $"```console\n{Run(match.Groups[1].Value)}```");
        return Figures().Replace(readme, $"<!-- figures -->\n{FigureTable().Replace("$", "$$", StringComparison.Ordinal)}<!-- /figures -->");
    }

    /// <summary>Makes the copy a checkout: what is there now is known to git. False where there is no git.</summary>
    public bool Track() => Sandbox.Find("git") is not null && Bash("git init -q . && git add -A").Code == 0;

    /// <summary>What the examples left or changed in the checkout, one line each, as git status has it.</summary>
    public IReadOnlyList<string> Left() =>
        [.. Bash("git status --porcelain").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("A  ", StringComparison.Ordinal))];

    public void Dispose() => scratch.Dispose();

    private string Run(string block)
    {
        var text = new StringBuilder();
        foreach (var command in block.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
        {
            text.Append(command).Append('\n').Append(Bash(command[2..]).Out);
        }
        return text.ToString();
    }

    private (int Code, string Out) Bash(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"({command}) 2>&1"]) { WorkingDirectory = scratch.Directory, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private string FigureTable()
    {
        var table = new StringBuilder("| config | trainer | rows trained on / held out | figures (trivial model) |\n|---|---|---|---|\n");
        foreach (var demo in demos)
        {
            var run = Program.Start(scratch.Directory, new Dictionary<string, string?>(), "train", $"configs/{demo}.jsonc", "--out", $"runs/{demo}", "--json");
            var json = JsonNode.Parse(run.Out)!;
            var config = JsonNode.Parse(Repository.Read($"configs/{demo}.jsonc"), null, new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
            var report = json["report"]!;
            var task = Enum.Parse<TaskKind>(report["task"]!.GetValue<string>(), ignoreCase: true);
            var figures = MetricCatalog.For(task).Where(metric => metric.HigherIsBetter is not null).Select(metric =>
                $"{metric.Text} {Figure(report["metrics"]![metric.Name]!["value"])} ({Figure(report["metrics"]![metric.Name]!["trivial"])})");
            table.Append(CultureInfo.InvariantCulture, $"| {demo} | {config["model"]!["trainer"]} | {json["data"]!["trainRows"]!.GetValue<int>():N0} / {json["data"]!["testRows"]!.GetValue<int>():N0} | {string.Join(", ", figures)} |\n");
        }
        return table.ToString();
    }

    private static string Figure(JsonNode? value) => value?.GetValue<double>().ToString("0.000", CultureInfo.InvariantCulture) ?? "undefined";

    [GeneratedRegex(@"```jsonc\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Config();

    [GeneratedRegex(@"```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex(@"<!-- figures -->\n.*?<!-- /figures -->", RegexOptions.Singleline)]
    private static partial Regex Figures();
}
