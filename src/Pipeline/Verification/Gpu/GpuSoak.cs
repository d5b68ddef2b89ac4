using System.Diagnostics;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Verification.Gpu;

/// <summary>Scores with models in turn until time is up, a new session each time: what is wrong now and then, and what is lost.</summary>
/// <param name="device">The device, one GPU.</param>
/// <param name="numbers">Whether to look at what was computed.</param>
/// <param name="seconds">How long; two rounds at least.</param>
internal sealed class GpuSoak(Device device, bool numbers, double seconds)
{
    private const int FewestRounds = 2;

    /// <summary>Goes on.</summary>
    /// <param name="subjects">The models.</param>
    /// <param name="batchRows">Most rows that go to the device at a time.</param>
    /// <param name="problems">Is added what is wrong: each model's at most once, with all its rounds.</param>
    /// <param name="progress">Hears of each round.</param>
    /// <param name="cancel">Ends it.</param>
    public GpuCheckSoak Run(IReadOnlyList<GpuSubject> subjects, int batchRows, List<Problem> problems, IProgress<RunProgress>? progress,
        CancellationToken cancel)
    {
        var (watch, free, sessions, rows) = (Stopwatch.StartNew(), new List<long>(), 0L, 0L);
        var wrong = subjects.ToDictionary(subject => subject, _ => (Wrong: 0L, Unfounded: 0L));
        while (free.Count < FewestRounds || watch.Elapsed.TotalSeconds < seconds)
        {
            foreach (var subject in subjects)
            {
                cancel.ThrowIfCancellationRequested();
                var predictions = Score(subject, batchRows);
                (sessions, rows) = (sessions + 1, rows + predictions.Count);
                if (numbers && subject.Hold(predictions) is { Passed: false } held)
                    wrong[subject] = (wrong[subject].Wrong + held.Wrong, wrong[subject].Unfounded + held.Unfounded);
                progress?.Report(new RunProgress("soak", rows, 0, null));
            }
            free.Add(CudaSystem.FreeBytes(device.Indices[0]));
        }
        foreach (var (subject, found) in wrong)
            problems.AddRange(subject.Problems($"soak, {subject.Name}", new HeldPredictions(found.Wrong, found.Unfounded, null),
                (long)free.Count * subject.Model.Rows.Count));
        var lost = LostMemory.Of(free);
        if (lost > GpuCheckSoak.AllowedBytes)
        {
            var when = FormattableString.Invariant($"after the first of {free.Count:N0} rounds and after none of the last half");
            problems.Add(new Problem("soak", FormattableString.Invariant($"{lost:N0} bytes of {device} that were free {when}"),
                FormattableString.Invariant($"no more than {GpuCheckSoak.AllowedBytes:N0}"),
                "A leak, unless another process took that memory and kept it: see what nvidia-smi lists, and check again with nothing else on the GPU."));
        }
        return new GpuCheckSoak(watch.Elapsed.TotalSeconds, free.Count, sessions, rows,
            numbers ? wrong.Values.Sum(found => found.Wrong + found.Unfounded) : null, lost);
    }

    private Predictions Score(GpuSubject subject, int batchRows)
    {
        try
        {
            using var gpu = subject.Open(device, batchRows);
            return gpu.Score(subject.Model.Rows);
        }
        catch (DeviceException error)
        {
            throw subject.Named(error);
        }
    }
}
