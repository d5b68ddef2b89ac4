using System.Diagnostics;
using System.Runtime.InteropServices;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Verification;

/// <summary>
/// Proves a machine's GPUs with a model of every trainer: in exact precision the bits of the processor, in fast, where a model has
/// one, scores within the bound; the same bits each time, how fast, and that nothing is lost over time. Without numbers, everything is done and nothing that kernels computed is looked at or timed.
/// </summary>
/// <param name="device">The GPUs.</param>
/// <param name="numbers">Whether to look at what was computed, and at the clock.</param>
/// <param name="soak">Seconds to go on for.</param>
/// <param name="progress">Hears of each model.</param>
/// <param name="cancel">Ends it.</param>
public sealed class GpuCheck(Device device, bool numbers, double soak, IProgress<RunProgress>? progress, CancellationToken cancel)
{
    private const int BatchRows = 4096;
    private const int Repeats = 100;
    private const double SecondsATiming = 0.25;

    private static readonly int[] batchSizes = [1024, 4096, 16384, 65536];

    private readonly List<Problem> problems = [];

    /// <summary>Checks.</summary>
    /// <exception cref="DeviceException">A device is not there, or fails.</exception>
    public GpuCheckReport Run()
    {
        var placement = Placement.Cpu;
        var models = new List<(CheckModel Model, Predictions Expected)>();
        var cases = new List<GpuCheckCase>();
        foreach (var model in CheckModel.OfEveryTrainer())
        {
            using var cpu = CompiledModel.Compile(model.Model);
            models.Add((model, cpu.Score(model.Rows)));
            progress?.Report(new RunProgress($"checking {model.Trainer}", model.Rows.Count, 0, null));
            Precision[] precisions = FastPass.Apply(cpu.Graph).Precision == Precision.Fast ? [Precision.Exact, Precision.Fast] : [Precision.Exact];
            foreach (var precision in precisions)
            {
                using var gpu = Open(model, precision, BatchRows);
                cases.Add(Check(model, gpu, cpu.Graph, models[^1].Expected));
                placement = gpu.Placement;
            }
        }
        return new GpuCheckReport(CudaSystem.Find(), placement, cases, soak > 0 ? Soak(models) : null, problems);
    }

    private CompiledModel Open(CheckModel model, Precision precision, int rows)
    {
        cancel.ThrowIfCancellationRequested();
        return CompiledModel.Compile(model.Model, precision, device, rows);
    }

    private GpuCheckCase Check(CheckModel model, CompiledModel gpu, ScoringGraph exact, Predictions expected)
    {
        var precision = gpu.Graph.Precision;
        var name = $"{model.Task.ToString().ToLowerInvariant()} {model.Trainer} {precision.ToString().ToLowerInvariant()}";
        using var scorer = gpu.OpenScorer();
        var (first, again) = (gpu.NewPredictions(), gpu.NewPredictions());
        scorer.Score(model.Rows, first);
        var (differing, share) = Wrong(model, precision, exact, expected, first);
        if (differing > 0)
        {
            // What is wrong need not be repeated, nor timed.
            problems.Add(precision == Precision.Exact
                ? new Problem(name, FormattableString.Invariant($"{differing:N0} values of {first.Count:N0} rows that are not the processor's"), "the same bits")
                : new Problem(name, FormattableString.Invariant($"{differing:N0} scores of {first.Count:N0} rows beyond the bound"), FastBound.Describe(exact)));
            return new GpuCheckCase(model.Task, model.Trainer, precision, first.Count, differing, share, 0, null, []);
        }
        var repeats = 0;
        for (var i = 0; i < Repeats; i++)
        {
            again.Clear();
            scorer.Score(model.Rows, again);
            repeats += Differing(again, first) > 0 ? 1 : 0;
        }
        if (repeats > 0)
            problems.Add(new Problem(name, FormattableString.Invariant($"{repeats} of {Repeats} repeats with other values"), "the same bits each time"));
        return new GpuCheckCase(model.Task, model.Trainer, precision, first.Count, numbers ? differing : null, share, Repeats, numbers ? repeats : null, numbers ? [.. batchSizes.Select(rows => (rows, Time(model, precision, rows)))] : []);
    }

    /// <summary>Values that are not as they have to be, and of fast the largest share of the bound; none where numbers are left out.</summary>
    private (long Values, double? LargestShare) Wrong(CheckModel model, Precision precision, ScoringGraph exact, Predictions expected, Predictions actual)
    {
        if (precision == Precision.Exact)
            return (Differing(actual, expected), null);
        return numbers ? FastCheck.Hold(exact, model.Rows, expected, actual) : (0, null);
    }

    /// <summary>Rows a second, from rows in memory to predictions in memory.</summary>
    private double Time(CheckModel model, Precision precision, int rows)
    {
        using var gpu = Open(model, precision, rows);
        using var scorer = gpu.OpenScorer();
        var predictions = gpu.NewPredictions();
        var batch = model.Rows.Select([.. Enumerable.Range(0, 4 * rows).Select(row => row % model.Rows.Count)]);
        scorer.Score(batch, predictions);
        var (watch, scored) = (Stopwatch.StartNew(), 0L);
        while (watch.Elapsed.TotalSeconds < SecondsATiming)
        {
            predictions.Clear();
            scorer.Score(batch, predictions);
            scored += batch.Count;
        }
        return scored / watch.Elapsed.TotalSeconds;
    }

    private GpuCheckSoak Soak(List<(CheckModel Model, Predictions Expected)> models)
    {
        var (watch, sessions, rows, differing, free) = (Stopwatch.StartNew(), 0L, 0L, 0L, 0L);
        do
        {
            foreach (var (model, expected) in models)
            {
                using var gpu = Open(model, Precision.Exact, BatchRows);
                differing += Differing(gpu.Score(model.Rows), expected);
                (sessions, rows) = (sessions + 1, rows + model.Rows.Count);
            }
            if (free == 0)
                free = FreeBytes();
        }
        while (watch.Elapsed.TotalSeconds < soak);
        var lost = free - FreeBytes();
        if (differing > 0)
            problems.Add(new Problem("soak", FormattableString.Invariant($"{differing:N0} values that are not the processor's"), "the same bits"));
        return new GpuCheckSoak(watch.Elapsed.TotalSeconds, sessions, rows, numbers ? differing : null, lost);
    }

    private long FreeBytes() => CudaSystem.FreeBytes(device.Indices[0]);

    /// <summary>Values that differ in a bit; a NaN is a NaN. None where numbers are left out.</summary>
    private long Differing(Predictions actual, Predictions expected)
    {
        if (actual.Count != expected.Count)
            throw new InvalidOperationException($"{actual.Count} predictions of {expected.Count} rows");
        if (!numbers)
            return 0;
        var labels = 0L;
        for (var row = 0; row < expected.PredictedLabel.Length; row++)
            labels += actual.PredictedLabel[row] == expected.PredictedLabel[row] ? 0 : 1;
        return labels + Differing(actual.Score, expected.Score) + Differing(actual.Probability, expected.Probability);
    }

    private static long Differing(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var a = MemoryMarshal.Cast<float, int>(actual);
        var b = MemoryMarshal.Cast<float, int>(expected);
        if (a.SequenceEqual(b))
            return 0;
        var count = 0L;
        for (var i = 0; i < b.Length; i++)
            count += a[i] == b[i] || (float.IsNaN(actual[i]) && float.IsNaN(expected[i])) ? 0 : 1;
        return count;
    }
}
