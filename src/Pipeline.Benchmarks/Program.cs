using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Pipeline.Benchmarks;

/// <summary>The benchmarks as a program; some of the contenders are commands of it.</summary>
internal static class Program
{
    // whole [OPTIONS]                      times whole processes, ours and the peers', and writes the table
    // train [OPTIONS]                      times whole trainings, ours, bare ML.NET's and LightGBM's own, and writes the table
    // bare lr|lightgbm|fasttree TRAIN.csv TEST.csv OUT.zip   the bare ML.NET program
    // lightgbm TRAIN.csv OUT.txt           LightGBM's own library
    // table ROWS COLUMNS CLASSES OUT.csv   writes a synthetic table (CLASSES 2 for a binary label)
    // shape KEY ROWS DRAW OUT.csv          writes a table of a realistic shape: decimals, categories, texts, doubles, ids
    // mlnet train lr|trees IN.csv OUT.zip  the straightforward ML.NET program, which is one of the peers
    // mlnet score MODEL.zip IN.csv OUT.csv
    // network [--rows N] [--batch N] [--threads N] [--epochs N] [--dropout PERCENT]   times epochs of our own network trainer
    // kernels [BenchmarkDotNet's options]  times the parts in memory
    private static int Main(string[] args) => args switch
    {
        ["whole", .. var options] => WholeProcess.Run(options),
        ["train", .. var options] => Training.Run(options),
        ["bare", var trainer, var train, var test, var zip] => BareTraining.Run(trainer, train, test, zip),
        ["lightgbm", var train, var model] => NativeLightGbm.Run(train, model),
        ["table", var rows, var columns, var classes, var path] => SyntheticTable.Write(path, Whole(rows), Whole(columns), Whole(classes)),
        ["shape", var key, var rows, var draw, var path] => ShapedTable.Write(path, TableShape.Of(key), Whole(rows), (ulong)Whole(draw)),
        ["mlnet", .. var rest] => StraightforwardProgram.Run(rest),
        ["network", .. var options] => NetworkTraining.Run(options),
        ["kernels", .. var options] => BenchmarkSwitcher.FromAssembly(typeof(WholeProcess).Assembly).Run(options, InMemory()).All(
            summary => !summary.HasCriticalValidationErrors) ? 0 : 1,
        _ => Usage(),
    };

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // In this process: what is measured is what was built.
    private static ManualConfig InMemory() => DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60))
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "pipeline-benchmark-kernels"));

    private static int Usage()
    {
        Console.Error.WriteLine("""
            usage: whole [--rows N] [--repeats N] [--only CASE] [--wheels DIR] [--work DIR] [--out FILE.md] [--program DLL]
                   train, with the same options
                   network [--rows N] [--batch N] [--threads N] [--epochs N] [--dropout PERCENT]
                   kernels [--filter GLOB]
            """);
        return 2;
    }
}
