using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scripts;

/// <summary>
/// A small copy of the repository in a temporary folder, with a PATH that holds a recording stand-in for dotnet and
/// otherwise only the standard tools that the scripts use.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private static readonly string[] Tools =
        ["sh", "bash", "cat", "env", "find", "flock", "mkdir", "mv", "readlink", "sleep", "tail", "touch"];

    // Writes one line a call: working directory, PIPELINE_TEST_GPU and the arguments, parted by the unit separator.
    private const string FakeDotnet = """
        #!/bin/sh
        us=$(printf '\037')
        line=$PWD$us$PIPELINE_TEST_GPU
        for a; do line=$line$us$a; done
        printf '%s\n' "$line" >> "$FAKE_CALLS"
        case $1 in
          --version)
            if [ -z "$FAKE_SDKS" ]; then echo 'A compatible .NET SDK was not found.' >&2; exit 145; fi
            echo "$FAKE_SDKS" ;;
          --list-sdks) if [ -n "$FAKE_SDKS" ]; then echo "$FAKE_SDKS [/sdk]"; fi ;;
          build)
            cat
            echo 'chatter of the build'
            echo 'more chatter' >&2
            if [ -n "$FAKE_BUILD_ERROR" ]; then echo "$FAKE_BUILD_ERROR"; exit 1; fi
            if [ -n "$FAKE_BUILD_SECONDS" ]; then sleep "$FAKE_BUILD_SECONDS"; fi
            mkdir -p src/Pipeline/bin/publish src/Pipeline/obj
            touch src/Pipeline/bin/publish/Pipeline.dll ;;
          test) echo 'tests ran' ;;
          *)
            if [ "$2" = copy ]; then cat; else echo "output of $2"; fi
            if [ -z "$FAKE_FAILING" ] || [ "$FAKE_FAILING" = "$2" ]; then exit "${FAKE_EXIT:-0}"; fi ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline scripts ").FullName;

    public Sandbox(bool withDotnet = true)
    {
        Root = Path.Combine(_folder, "a [copy]");
        Bin = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        Environment = new()
        {
            ["PATH"] = Bin,
            ["FAKE_CALLS"] = Path.Combine(_folder, "calls"),
            ["FAKE_SDKS"] = "10.0.401",
            ["FAKE_BUILD_ERROR"] = "",
            ["FAKE_BUILD_SECONDS"] = "",
            ["FAKE_FAILING"] = "",
            ["FAKE_EXIT"] = "",
            ["PIPELINE_TEST_GPU"] = "",
        };
        foreach (var file in (string[])["run.sh", "run.ps1", "global.json", "Directory.Build.props", "Directory.Packages.props",
            "src/Pipeline/Pipeline.csproj", "src/Pipeline/Program.cs", "src/Pipeline/Model/Problems/ExitCode.cs"])
        {
            var copy = PathOf(file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Repository.PathOf(file), copy);
        }

        foreach (var tool in Tools)
        {
            if (Find(tool) is { } target)
                File.CreateSymbolicLink(Path.Combine(Bin, tool), target);
        }

        if (withDotnet)
            WriteExecutable(Path.Combine(Bin, "dotnet"), FakeDotnet);
    }

    /// <summary>Root of the copy. Its name holds a space and brackets, which a script must quote.</summary>
    public string Root { get; }

    /// <summary>The one folder on PATH.</summary>
    public string Bin { get; }

    /// <summary>Variables that a script is started with.</summary>
    public Dictionary<string, string> Environment { get; }

    public string Dll => PathOf("src/Pipeline/bin/publish/Pipeline.dll");

    /// <summary>Calls of dotnet that mattered, in order; asking for the version is not counted.</summary>
    public IReadOnlyList<Call> Calls => File.Exists(Environment["FAKE_CALLS"])
        ? File.ReadLines(Environment["FAKE_CALLS"]).Select(Call.Parse).Where(call => !call.Arguments[0].StartsWith('-')).ToList()
        : [];

    public int Builds => Calls.Count(call => call.Arguments[0] == "build");

    public string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>A folder that is not the root, to call from.</summary>
    public string Elsewhere() => Directory.CreateDirectory(Path.Combine(_folder, "else where")).FullName;

    /// <summary>The full path of a tool on this machine's PATH, or null.</summary>
    public static string? Find(string tool)
    {
        if (OperatingSystem.IsWindows())
            return null;
        return (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void WriteExecutable(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>One call of dotnet.</summary>
    internal sealed record Call(string Folder, string Gpu, string[] Arguments)
    {
        public static Call Parse(string line) => line.Split('\u001f') is [var folder, var gpu, .. var arguments]
            ? new Call(folder, gpu, arguments)
            : throw new FormatException($"Not a recorded call: {line}");
    }
}
