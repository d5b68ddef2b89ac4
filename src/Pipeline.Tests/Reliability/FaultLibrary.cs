using System.Diagnostics;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reliability;

/// <summary>The library of faults.c, which stands between the program and the system; compiled once, where there is a C compiler.</summary>
internal static class FaultLibrary
{
    private static readonly Lazy<(Scratch? Folder, string Reason)> built = new(Build);

    /// <summary>The environment of a run that is struck at a call; with none given, of one whose calls are written down.</summary>
    /// <param name="folder">The folder of the outputs.</param>
    /// <param name="log">Where the calls are written.</param>
    /// <param name="kind">kill or full.</param>
    /// <param name="at">Which call, from 1.</param>
    public static Dictionary<string, string?> Environment(string folder, string log, string kind = "kill", int? at = null) => new()
    {
        ["LD_PRELOAD"] = built.Value.Folder!.At("faults.so"),
        ["FAULT_FOLDER"] = folder,
        ["FAULT_LOG"] = log,
        ["FAULT_KIND"] = kind,
        ["FAULT_AT"] = at?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Skips the test, with the reason, where there is no such library.</summary>
    public static void Require()
    {
        if (built.Value.Folder is null)
            Assert.Ignore(built.Value.Reason);
    }

    public static void Remove()
    {
        if (built.IsValueCreated)
            built.Value.Folder?.Dispose();
    }

    private static (Scratch?, string) Build()
    {
        if (!OperatingSystem.IsLinux())
            return (null, "Calls of the system are struck on Linux alone.");
        var scratch = new Scratch();
        try
        {
            var source = Repository.PathOf("src/Pipeline.Tests/Reliability/faults.c");
            var start = new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", "-o", scratch.At("faults.so"), source, "-ldl"]) { RedirectStandardError = true };
            using var compiler = Process.Start(start)!;
            var error = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            Assert.That(compiler.ExitCode, Is.Zero, error);
            return (scratch, "");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            scratch.Dispose();
            return (null, "There is no C compiler (cc) for the library that strikes at calls of the system.");
        }
    }
}
