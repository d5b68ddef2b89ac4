using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Cli;

/// <summary>
/// Runs a command line in the copy of the demos and compares all that came of it. Only what depends on the machine is masked: the
/// folder, the zip's digest (the zip records the processor's features), that of an exported file, which names the zip, and what
/// inspect says of the machine.
/// </summary>
internal static partial class Approved
{
    public static RunResult Match(string name, params string[] args)
    {
        using var here = new WorkingDirectory(Demo.Root);
        var result = Support.Program.Run(args);
        var line = string.Join(' ', args.Select(arg => arg.Length == 0 || arg.Contains(' ', StringComparison.Ordinal) ? $"'{arg}'" : arg));
        Snapshot.Match($"src/Pipeline.Tests/Cli/Approved/{name}.approved.txt",
            $"$ Pipeline {line}\nexit code {result.Code}\n--- standard output\n{Mask(result.Out)}--- standard error\n{Mask(result.Error)}");
        return result;
    }

    private static string Mask(string text)
    {
        foreach (var (path, name) in ((string, string)[])[("runs/concrete/model.zip", "<zip>"), ("model.onnx", "<onnx>")])
        {
            if (File.Exists(Demo.At(path)))
                text = text.Replace(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Demo.At(path)))), name, StringComparison.Ordinal);
        }
        return Machine().Replace(text.Replace(Demo.Root, "<here>", StringComparison.Ordinal), "made by     <machine>");
    }

    [GeneratedRegex(@"made by     Pipeline .*\n.*thread\(s\)")]
    private static partial Regex Machine();
}
