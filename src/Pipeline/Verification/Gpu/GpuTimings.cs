using System.Diagnostics;
using Pipeline.Model;
using Pipeline.Reports;
using Pipeline.Scoring;
using Pipeline.Tables;

namespace Pipeline.Verification.Gpu;

/// <summary>How fast a model is on a device, batch size by batch size, and on the processor.</summary>
/// <param name="device">The device.</param>
/// <param name="numbers">Whether to look at the clock; if not, each size is placed, captured and run all the same.</param>
/// <param name="cancel">Ends it.</param>
internal sealed class GpuTimings(Device device, bool numbers, CancellationToken cancel)
{
    private const double SecondsATiming = 0.25;

    private static readonly int[] batchSizes = [1024, 4096, 16384, 65536];

    /// <summary>Rows a second on one thread of the processor.</summary>
    public double? OfCpu(GpuSubject subject)
    {
        if (!numbers)
            return null;
        using var cpu = subject.OpenOnCpu();
        return Time(cpu, subject.Model.Rows);
    }

    public IEnumerable<GpuCheckTiming> Of(GpuSubject subject)
    {
        foreach (var rows in batchSizes)
        {
            cancel.ThrowIfCancellationRequested();
            using var gpu = subject.Open(device, rows);
            // Several batches to time, so that copies have something to overlap with.
            var batch = subject.Model.Rows.Select([.. Enumerable.Range(0, numbers ? 4 * rows : rows).Select(row => row % subject.Model.Rows.Count)]);
            yield return new GpuCheckTiming(rows, gpu.Placement.BatchRows, Time(gpu, batch));
        }
    }

    private double? Time(CompiledModel model, RowBatch batch)
    {
        using var scorer = model.OpenScorer();
        var predictions = model.NewPredictions();
        scorer.Score(batch, predictions);
        if (!numbers)
            return null;
        var (watch, scored) = (Stopwatch.StartNew(), 0L);
        while (watch.Elapsed.TotalSeconds < SecondsATiming)
        {
            predictions.Clear();
            scorer.Score(batch, predictions);
            scored += batch.Count;
        }
        return scored / watch.Elapsed.TotalSeconds;
    }
}
