using System.Diagnostics;
using NUnit.Framework;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;

namespace Pipeline.Tests.Stock;

/// <summary>Starts the program that references ML.NET and nothing of ours.</summary>
internal static class StockProgram
{
    private static readonly string Output = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string Directory { get; } =
        Repository.PathOf($"src/Pipeline.Tests.Stock/bin/{Output}/{new DirectoryInfo(AppContext.BaseDirectory).Name}");

    /// <summary>Scores tables with zips, all in one process; each job is a zip, a table and where the scores go.</summary>
    public static void Run(IEnumerable<(string Zip, string Table, string Scores)> jobs)
    {
        var arguments = jobs.SelectMany(job => new[] { job.Zip, job.Table, job.Scores });
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Directory, "Pipeline.Tests.Stock.dll"), .. arguments])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error);
    }

    /// <summary>Writes a table as that program reads it: tab-separated, the missing marker as an empty field.</summary>
    public static string WriteTable(Scratch scratch, string csv, string missing)
    {
        var texts = FileRows.Texts(csv);
        var columns = Enumerable.Range(0, texts.Schema.Columns.Count).ToList();
        var lines = Enumerable.Range(0, texts.Count)
            .Select(row => string.Join('\t', columns.Select(column => texts.Texts(column)[row]).Select(text => text == missing ? "" : text)))
            .Prepend(string.Join('\t', texts.Schema.Columns.Select(column => column.Name)));
        return scratch.Write(Path.GetFileNameWithoutExtension(csv) + ".tsv", string.Join('\n', lines) + "\n");
    }
}
