using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML;

namespace Pipeline.Benchmarks;

/// <summary>The results as a Markdown page, with what they were measured on. Which program is quicker, the figures say, not the author.</summary>
internal sealed class BenchmarkReport(int repeats, string peers)
{
    private readonly List<(BenchmarkCase Case, IReadOnlyList<Contender> Contenders)> results = [];

    /// <summary>Adds a case; the first contender is ours.</summary>
    public void Add(BenchmarkCase benchmark, IReadOnlyList<Contender> contenders) => results.Add((benchmark, contenders));

    /// <summary>The page.</summary>
    public string Text()
    {
        var mlNet = typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            <!-- Written by: dotnet run -c Release --project src/Pipeline.Benchmarks -- whole --out docs/benchmarks.md -->
            # Whole processes: CSV in, scored CSV out

            From the start of the process to its end, {repeats} runs each, contenders in turns, tables in the page cache. Where no
            other table is named, it is a synthetic one of 30 numbers with six decimals; the others are generated as well, in shapes
            that people have. Rows a second, processor time and memory are those of the best run; the columns «/ ours» are times
            divided by ours, in bold where the other program is quicker. The last column tells how many rows have the label that ours
            has: ONNX Runtime computes our model, the others have learnt theirs on all rows of the table of which ours takes four
            fifths. The Python peers write no Score.

            Processor: {Processor()}, {Environment.ProcessorCount} cores. {RuntimeInformation.OSDescription}. .NET {Environment.Version}, ML.NET {mlNet}.
            Peers: {peers}.

            {Losses()}

            | model | rows | program | best, s | median, s | rows/s | CPU, s | peak, MiB | best / ours | median / ours | same label, % |
            |---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|

            """) + string.Concat(results.SelectMany(result => result.Contenders.Select(contender => Row(result.Case, contender, result.Contenders[0]))));
    }

    internal static string Processor()
    {
        const string Key = "model name";
        var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        var features = File.Exists("/proc/cpuinfo") && File.ReadAllText("/proc/cpuinfo").Contains("avx512f", StringComparison.Ordinal) ? " (AVX-512)" : "";
        return (line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()) + features;
    }

    /// <summary>Where we lose, in words.</summary>
    private string Losses()
    {
        var comparisons = (from result in results
                           from other in result.Contenders.Skip(1)
                           select (result.Case, Other: other, Ours: result.Contenders[0])).ToList();
        var lost = comparisons.Where(one => one.Other.Median < one.Ours.Median).ToList();
        var head = string.Create(CultureInfo.InvariantCulture, $"By median, the other program is quicker in {lost.Count} of {comparisons.Count} comparisons");
        if (lost.Count == 0)
            return head + ".";
        return head + ":\n\n" + string.Join('\n', lost.Select(one =>
            string.Create(CultureInfo.InvariantCulture, $"- {one.Case.Name}: {one.Other.Name}, {one.Other.Median / one.Ours.Median:0.00} of our time")));
    }

    private static string Row(BenchmarkCase benchmark, Contender contender, Contender ours)
    {
        var best = contender.Best;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| {(contender == ours ? benchmark.Name : "")} | {benchmark.Rows:N0} | {contender.Name} ")
            .Append(CultureInfo.InvariantCulture, $"| {best.Wall:0.00} | {contender.Median:0.00} | {benchmark.Rows / best.Wall:N0} | {best.Cpu:0.00} ")
            .Append(CultureInfo.InvariantCulture, $"| {best.PeakMiB:N0} | {Ratio(best.Wall, ours.Best.Wall)} | {Ratio(contender.Median, ours.Median)} ")
            .Append(CultureInfo.InvariantCulture, $"| {contender.SameLabels * 100:0.00} |\n");
        return text.ToString();
    }

    private static string Ratio(double theirs, double ours)
    {
        var ratio = (theirs / ours).ToString("0.00", CultureInfo.InvariantCulture);
        return theirs < ours ? $"**{ratio}**" : ratio;
    }
}
