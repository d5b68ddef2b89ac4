using System.Diagnostics;
using System.Text;
using Pipeline.Cli;
using Pipeline.Cli.Streams;

namespace Pipeline.Tests.Support;

/// <summary>What a run of the program gave.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record RunResult(int Code, string Out, string Error);

/// <summary>Runs the program: in this process, or as a process of its own.</summary>
internal static class Program
{
    /// <summary>Path of the program as it is run: what every Release build ends with.</summary>
    public static string Dll { get; } = Repository.PathOf("src/Pipeline/bin/publish/Pipeline.dll");

    /// <summary>Runs a command line in this process.</summary>
    public static RunResult Run(params string[] args) => RunWith([], CancellationToken.None, args);

    /// <summary>Runs a command line in this process with standard input, which a token can interrupt.</summary>
    public static RunResult RunWith(byte[] input, CancellationToken cancel, params string[] args)
    {
        using var bytes = new MemoryStream();
        using var text = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(() => new MemoryStream(input), () => bytes, text, error, ErrorIsTerminal: false, Colour: false)
        {
            Program = "./run.sh",
        };
        var code = CommandLine.Run(args, terminal, cancel);
        return new RunResult(code, Encoding.UTF8.GetString(bytes.ToArray()) + text, error.ToString());
    }

    /// <summary>Runs a command line in a process of its own.</summary>
    public static RunResult Start(string directory, IReadOnlyDictionary<string, string?> environment, params string[] args) =>
        Finish(Open(directory, environment, args));

    /// <summary>Starts a command line in a process of its own, with standard input, output and error redirected.</summary>
    public static Process Open(string directory, IReadOnlyDictionary<string, string?> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. args])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for a process and collects what it wrote.</summary>
    public static RunResult Finish(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new RunResult(process.ExitCode, output, error.GetAwaiter().GetResult());
        }
    }
}
