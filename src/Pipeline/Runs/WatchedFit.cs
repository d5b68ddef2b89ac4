using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Training.Chain;
using Pipeline.Work;

namespace Pipeline.Runs;

/// <summary>A fit on a thread of its own, told of while it lasts and left behind when the run is to end.</summary>
internal static class WatchedFit
{
    /// <summary>Fits a chain. ML.NET's trainers cannot be stopped where they build trees; an interrupted run leaves them behind and ends.</summary>
    /// <param name="stage">What it is called.</param>
    /// <param name="config">The run.</param>
    /// <param name="batch">All rows.</param>
    /// <param name="rows">Which of them it learns from.</param>
    /// <param name="progress">Hears a few times a second how far it is.</param>
    /// <param name="cancel">Ends the waiting, and the fit where that is possible.</param>
    public static FitResult Run(
        string stage, RunConfig config, RowBatch batch, FitRows rows, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var watch = new TrainerWatch();
        var told = new RunProgress(stage, rows.Train.Length, 0, null) { IsRepeated = true };
        progress?.Report(told);
        return Interruptible.Run(() => ChainTrainer.Fit(config, batch, rows with { Watch = watch, Cancel = cancel }), cancel,
            () => progress?.Report(told with { Words = watch.Words() }));
    }
}
