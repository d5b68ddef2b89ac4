using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Configuration.Json;
using Pipeline.Model;
using Pipeline.Tests.Scripts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

/// <summary>
/// Makes the parts of pages that come from the program: console examples run in a copy of configs and data, page after page in one
/// order, so that one may use the models of those before it. A block of jsonc behind a link to a config is that config.
/// </summary>
internal sealed partial class ConsoleExamples : IDisposable
{
    private static readonly string[] demos = ["churn", "penguins", "concrete", "breast-cancer"];

    private static readonly JsonDocumentOptions lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // What these two leave in runs/ the others use.
    private static readonly string[] first = ["README.md", "docs/example.md"];
    private readonly Scratch scratch = new();

    public ConsoleExamples()
    {
        foreach (var folder in (string[])["configs", "data"])
        {
            foreach (var file in Repository.Files(folder, ""))
                scratch.Write(file, File.ReadAllBytes(Repository.PathOf(file)));
        }
        scratch.Write(".gitignore", Repository.Read(".gitignore"));
        // What ./run.sh does once the program is built.
        var script = scratch.Write("run.sh", $"#!/bin/sh\nexport PIPELINE_COMMAND=./run.sh\nexec dotnet '{Support.Program.Dll}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Its pieces are cut short, by what Reports/Json makes of it.
    private const string Documents = "docs/json.md";

    /// <summary>The pages with parts of that kind, in the order in which they have to be made.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. first, .. Page.All.Where(page => page.Path != Documents && !first.Contains(page.Path) && IsMade(page.Text)).Select(page => page.Path),
    ];

    /// <summary>A page with every generated part made anew.</summary>
    public string Regenerate(string page)
    {
        page = Config().Replace(page, match => $"{match.Groups[1].Value}{Repository.Read(match.Groups[2].Value)}```");
        page = Console().Replace(page, match => $"```console\n{Run(match.Groups[1].Value)}```");
        return Figures().Replace(page, _ => $"<!-- figures -->\n{FigureTable()}<!-- /figures -->");
    }

    /// <summary>Makes the copy a checkout: what is there now is known to git. False where there is no git.</summary>
    public bool Track() => Sandbox.Find("git") is not null && Bash("git init -q . && git add -A").Code == 0;

    /// <summary>What the examples left or changed in the checkout, one line each, as git status has it.</summary>
    public IReadOnlyList<string> Left() =>
    [
        .. Bash("git status --porcelain").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("A  ", StringComparison.Ordinal)),
    ];

    public void Dispose() => scratch.Dispose();

    private static bool IsMade(string page) => Config().IsMatch(page) || Console().IsMatch(page) || Figures().IsMatch(page);

    private string Run(string block)
    {
        var text = new StringBuilder();
        foreach (var command in block.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
            text.Append(command).Append('\n').Append(Bash(command[2..]).Out);
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
        var table = new StringBuilder("| demo | figure of the held-out rows | value | trivial |\n|---|---|---:|---:|\n");
        foreach (var demo in demos)
        {
            var metrics = Metrics(demo);
            var config = JsonNode.Parse(Repository.Read($"configs/{demo}.jsonc"), null, lenient)!;
            var (report, data) = (metrics["report"]!, metrics["data"]!);
            var task = Enum.GetValues<TaskKind>().Single(task => EnumForm.Text(task) == report["task"]!.GetValue<string>());
            var rows = string.Create(
                CultureInfo.InvariantCulture, $"{data["trainRows"]!.GetValue<int>():N0} rows trained on, {data["testRows"]!.GetValue<int>():N0} held out");
            table.Append(CultureInfo.InvariantCulture, $"| **{demo}** | {config["model"]!["trainer"]}, {rows} | | |\n");
            foreach (var metric in MetricCatalog.For(task).Where(metric => metric.HigherIsBetter is not null))
            {
                var figure = report["metrics"]![metric.Name]!;
                table.Append(CultureInfo.InvariantCulture, $"| | {metric.Text} | {Figure(figure["value"])} | {Figure(figure["trivial"])} |\n");
            }
        }
        return table.ToString();
    }

    /// <summary>What metrics.json says of a demo; one that an example has trained is not trained again.</summary>
    private JsonNode Metrics(string demo)
    {
        var path = scratch.At($"runs/{demo}/metrics.json");
        if (!File.Exists(path))
            Support.Program.Start(scratch.Directory, new Dictionary<string, string?>(), "train", $"configs/{demo}.jsonc");
        return JsonNode.Parse(File.ReadAllBytes(path))!;
    }

    private static string Figure(JsonNode? value) => value?.GetValue<double>().ToString("0.000", CultureInfo.InvariantCulture) ?? "undefined";

    [GeneratedRegex(@"(\((?:\.\./)?(configs/[\w-]+\.jsonc)\)[^`]*```jsonc\n).*?```", RegexOptions.Singleline)]
    private static partial Regex Config();

    [GeneratedRegex(@"```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex(@"<!-- figures -->\n.*?<!-- /figures -->", RegexOptions.Singleline)]
    private static partial Regex Figures();
}
