using System.Diagnostics;

namespace Pipeline.Benchmarks;

/// <summary>
/// The Python peers: the scripts of <c>peers/</c> with the packages that it pins, in a virtual environment of the work folder. Where
/// that cannot be made, no peer takes part and the report says why.
/// </summary>
internal sealed class Peers
{
    private readonly string scripts;
    private readonly string? python;

    private Peers(string scripts, string? python, string versions)
    {
        this.scripts = scripts;
        this.python = python;
        Versions = versions;
    }

    /// <summary>What is installed, or why nothing is.</summary>
    public string Versions { get; }

    /// <summary>Whether they take part.</summary>
    public bool Installed => python is not null;

    /// <summary>Makes the environment, if it is not there already with the same packages.</summary>
    /// <param name="scripts">Their folder.</param>
    /// <param name="wheels">Folder of wheels to install from, without a network; null for the package index that pip is set up for.</param>
    /// <param name="work">Folder for the environment.</param>
    public static Peers Install(string scripts, string? wheels, string work)
    {
        var environment = Path.Combine(work, "venv");
        var python = Path.Combine(environment, "bin/python");
        var (wanted, installed) = (Path.Combine(scripts, "requirements.txt"), Path.Combine(environment, "installed.txt"));
        Peers None(string why) => new(scripts, null, "none: " + why);
        if (!File.Exists(installed) || File.ReadAllText(installed) != File.ReadAllText(wanted))
        {
            if (Run("python3", "-m", "venv", "--clear", environment) is (not 0, var venv))
                return None($"no virtual environment of Python 3.11 or later ({Last(venv)})");
            string[] source = wheels is null ? ["--retries", "1", "--timeout", "30"] : ["--no-index", "--find-links", wheels];
            if (Run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", .. source, "--requirement", wanted]) is (not 0, var pip))
                return None($"pip could not install what peers/requirements.txt pins ({Last(pip)})");
            File.Copy(wanted, installed, overwrite: true);
        }
        const string Ask = "import polars, onnxruntime, ydf, platform; print(f'Polars {polars.__version__}, ONNX Runtime {onnxruntime.__version__}, "
            + "YDF {ydf.__version__}, Python {platform.python_version()}')";
        return Run(python, "-c", Ask) is (0, var versions) ? new Peers(scripts, python, Last(versions)) : None("their packages do not load");
    }

    /// <summary>The command that scores a table with a model.</summary>
    public IReadOnlyList<string> Scoring(string model, string table, string output) => [python!, Path.Combine(scripts, "score.py"), model, table, output];

    /// <summary>Trains YDF's trees into a folder.</summary>
    public void Train(string table, string folder) => ProcessRun.Of(python!, Path.Combine(scripts, "train.py"), table, folder);

    /// <summary>Exit code and what it said, errors before the rest where it failed.</summary>
    private static (int Code, string Said) Run(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, process.ExitCode == 0 ? output : output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }

    private static string Last(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no word";
}
