using System.Globalization;

namespace Pipeline.Benchmarks;

/// <summary>What the whole-process benchmark is asked to do.</summary>
/// <param name="Rows">Rows of the main cases; the others follow.</param>
/// <param name="Repeats">Runs of each contender.</param>
/// <param name="Only">Only the case of this key, or those whose name contains this; empty for all.</param>
/// <param name="Scripts">Folder of the Python peers' scripts.</param>
/// <param name="Wheels">Folder of the wheels that they are installed from; null for pip's package index.</param>
/// <param name="Work">Folder for tables, models and scores.</param>
/// <param name="Out">File for the table, or null for standard output.</param>
/// <param name="Program">Our program.</param>
internal sealed record WholeProcessOptions(
    int Rows, int Repeats, string Only, string Scripts, string? Wheels, string Work, string? Out, string Program)
{
    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown or without its value, or the program is not built.</exception>
    public static WholeProcessOptions Parse(string[] arguments)
    {
        var root = Root();
        var options = new WholeProcessOptions(1_000_000, 5, "", Path.Combine(root, "src/Pipeline.Benchmarks/peers"), null,
            Path.Combine(Path.GetTempPath(), "pipeline-benchmark"), null,
            Path.Combine(root, "src/Pipeline/bin/publish/Pipeline.dll"));
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value");
            options = arguments[i] switch
            {
                "--rows" => options with { Rows = int.Parse(value, CultureInfo.InvariantCulture) },
                "--repeats" => options with { Repeats = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Only = value },
                "--wheels" => options with { Wheels = value },
                "--work" => options with { Work = value },
                "--out" => options with { Out = value },
                "--program" => options with { Program = value },
                _ => throw new ArgumentException($"unknown option {arguments[i]}"),
            };
        }
        return File.Exists(options.Program) ? options : throw new ArgumentException($"{options.Program} is missing: dotnet build src/Pipeline -c Release");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Pipeline.sln is in none of the folders above");
        return folder.FullName;
    }
}
