using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML;

namespace Pipeline.Benchmarks;

/// <summary>The results as a Markdown table, with what they were measured on.</summary>
internal sealed class BenchmarkReport(WholeProcessOptions options, Peers peers)
{
    private readonly StringBuilder text = new();

    /// <summary>Adds a case; the first contender is ours.</summary>
    public void Add(BenchmarkCase benchmark, IReadOnlyList<Contender> contenders)
    {
        var ours = contenders[0].Best;
        foreach (var contender in contenders)
        {
            var best = contender.Best;
            text.Append(CultureInfo.InvariantCulture,
                $"| {(contender == contenders[0] ? benchmark.Name : "")} | {benchmark.Rows:N0} | {contender.Name} | {best.Wall:0.00} | {contender.Median:0.00} | {benchmark.Rows / best.Wall:N0} | {best.Cpu:0.00} | {best.PeakMiB:N0} | {best.Wall / ours.Wall:0.00} | {contender.Median / contenders[0].Median:0.00} |\n");
        }
    }

    /// <summary>Writes the table where it was asked for.</summary>
    public void Write()
    {
        var document = string.Create(CultureInfo.InvariantCulture,
            $"""
            <!-- Written by: dotnet run -c Release --project src/Pipeline.Benchmarks -- whole --out docs/benchmarks.md -->
            # Whole processes: CSV in, scored CSV out

            From the start of the process to its end, {options.Repeats} runs each, contenders in turns; a synthetic table of numbers with six decimals, in the page
            cache. Rows a second, processor time and memory are those of the best run; the last two columns are times divided by ours.

            Processor: {Processor()}, {Environment.ProcessorCount} cores. {RuntimeInformation.OSDescription}. .NET {Environment.Version}, ML.NET {typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}.
            Peers: {peers.Versions}.

            | model | rows | program | best, s | median, s | rows/s | CPU, s | peak, MiB | best / ours | median / ours |
            |---|---:|---|---:|---:|---:|---:|---:|---:|---:|

            """) + text;
        if (options.Out is { } path)
            File.WriteAllText(path, document);
        else
            Console.Write(document);
    }

    internal static string Processor()
    {
        const string Key = "model name";
        var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        var features = File.Exists("/proc/cpuinfo") && File.ReadAllText("/proc/cpuinfo").Contains("avx512f", StringComparison.Ordinal) ? " (AVX-512)" : "";
        return (line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()) + features;
    }
}
