using System.Diagnostics;

namespace Pipeline.Benchmarks;

/// <summary>The peers that Python brings: Polars reads and writes, ONNX Runtime or YDF predicts. Installed offline from a folder, or not there.</summary>
internal sealed class Peers
{
    private readonly string folder;
    private readonly string? python;

    private Peers(string folder, string? python, string versions)
    {
        this.folder = folder;
        this.python = python;
        Versions = versions;
    }

    /// <summary>What is installed, or why nothing is.</summary>
    public string Versions { get; }

    /// <summary>Installs them into a virtual environment of the work folder, if their folder is there.</summary>
    public static Peers Find(string folder, string work)
    {
        if (!File.Exists(Path.Combine(folder, "install.sh")))
            return new Peers(folder, null, "none: the folder that --peers names has no install.sh");
        var environment = Path.Combine(work, "venv");
        var python = Path.Combine(environment, "bin/python");
        if (!File.Exists(python) && Output("sh", Path.Combine(folder, "install.sh"), environment) is null)
            return new Peers(folder, null, "none: install.sh failed (it needs python3-venv of Python 3.11)");
        var versions = Output(python, "-c", "import polars, onnxruntime, ydf, sys; print(f'Polars {polars.__version__}, ONNX Runtime {onnxruntime.__version__}, YDF {ydf.__version__}, Python {sys.version.split()[0]}')");
        return versions is null ? new Peers(folder, null, "none: their packages do not load") : new Peers(folder, python, versions.Trim());
    }

    /// <summary>Scores a table with one of their models; null where they are not there.</summary>
    public IReadOnlyList<string>? Command(string model, string table, string output) =>
        python is null ? null : [python, Path.Combine(folder, "score.py"), Path.Combine(folder, model), table, output];

    private static string? Output(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
