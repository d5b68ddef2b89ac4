using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;
using Pipeline.Scoring.Scorers;

namespace Pipeline.Verification.Gpu;

/// <summary>
/// Proves a machine's GPU with a model of every trainer: in exact precision the bits of the processor, in fast, where a model has
/// one, scores within the bound; the same bits each time, how fast, and that nothing is lost over time. Without numbers, everything
/// is done and nothing that kernels computed is looked at or timed.
/// </summary>
/// <param name="device">The GPU.</param>
/// <param name="numbers">Whether to look at what was computed, and at the clock.</param>
/// <param name="soak">Seconds to go on for.</param>
/// <param name="progress">Hears of each model.</param>
/// <param name="cancel">Ends it.</param>
internal sealed class GpuCheck(Device device, bool numbers, double soak, IProgress<RunProgress>? progress, CancellationToken cancel)
{
    private const int BatchRows = 4096;
    private const int Repeats = 100;

    private readonly GpuTimings timings = new(device, numbers, cancel);
    private readonly List<Problem> problems = [];
    private Placement placement = Placement.Cpu;

    /// <summary>Checks.</summary>
    /// <exception cref="DeviceException">A device is not there, or fails.</exception>
    public GpuCheckReport Run()
    {
        CudaSystem.Find().Require(device.Indices);
        var (cases, right) = (new List<GpuCheckCase>(), new List<GpuSubject>());
        foreach (var subject in CheckModel.OfEveryTrainer().SelectMany(GpuSubject.Of))
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new RunProgress($"checking {subject.Model.Trainer}", subject.Model.Rows.Count, 0, null));
            try
            {
                var found = Check(subject);
                // What is wrong at once need not be timed, nor gone on with.
                if (found.Differing is null or 0)
                {
                    found = found with { CpuRowsPerSecond = timings.OfCpu(subject), Throughput = [.. timings.Of(subject)] };
                    right.Add(subject);
                }
                cases.Add(found);
            }
            catch (DeviceException error)
            {
                throw subject.Named(error);
            }
        }
        var soaked = soak > 0 && right.Count > 0 ? new GpuSoak(device, numbers, soak).Run(right, BatchRows, problems, progress, cancel) : null;
        return new GpuCheckReport(CudaSystem.Find(), placement, numbers, cases, soaked, problems);
    }

    private GpuCheckCase Check(GpuSubject subject)
    {
        using var gpu = subject.Open(device, BatchRows);
        placement = gpu.Placement;
        using var scorer = gpu.OpenScorer();
        var first = gpu.NewPredictions();
        scorer.Score(subject.Model.Rows, first);
        var held = numbers ? subject.Hold(first) : new HeldPredictions(0, 0, null);
        problems.AddRange(subject.Problems(subject.Name, held, first.Count));
        int? repeats = held.Passed ? RepeatsDiffering(scorer, subject, first, gpu.NewPredictions()) : null;
        if (repeats > 0)
            problems.Add(new Problem(subject.Name, FormattableString.Invariant($"{repeats} of {Repeats} repeats with other values"),
                "the same bits each time"));
        return new GpuCheckCase(
            subject.Model.Task, subject.Model.Trainer, subject.Precision, first.Count, placement.BatchRows,
            numbers ? held.Wrong + held.Unfounded : null, held.LargestShare, held.Passed ? Repeats : 0, repeats, null, []);
    }

    private int? RepeatsDiffering(IScorer scorer, GpuSubject subject, Predictions first, Predictions again)
    {
        var differing = 0;
        for (var i = 0; i < Repeats; i++)
        {
            again.Clear();
            scorer.Score(subject.Model.Rows, again);
            differing += numbers && PredictionBits.Differing(again, first) > 0 ? 1 : 0;
        }
        return numbers ? differing : null;
    }
}
