using System.Numerics;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Network;

/// <summary>
/// Trains a network on the rows of a table, step by step. Same network, settings and rows give the same bits, whatever the number of
/// threads and the processor; and from any <see cref="State"/> between two steps it goes on to the same bits.
/// </summary>
/// <typeparam name="T">float; double where it is checked.</typeparam>
internal sealed class NetworkTrainer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrainingSettings settings;
    private readonly NetworkRows<T> rows;
    private readonly NetworkRows<T>? validation;
    private readonly BatchCuts cuts;
    private readonly Crew crew;
    private readonly TrainingPass<T> pass;
    private readonly EvaluationPass<T> evaluation;
    private int[] order = [];
    private int orderOf = -1;

    /// <summary>Prepares a training.</summary>
    /// <param name="settings">How to train.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="validation">Rows to measure after each epoch; null for none, and then nothing stops early.</param>
    /// <param name="state">Where to go on, or <see cref="TrainingState{T}.Fresh"/>.</param>
    /// <param name="threads">How many threads share the work.</param>
    /// <exception cref="DataException">There are no rows, or one alone for a network with batch normalisation.</exception>
    public NetworkTrainer(TrainingSettings settings, NetworkRows<T> rows, NetworkRows<T>? validation, TrainingState<T> state, int threads)
    {
        (this.settings, this.rows, this.validation, State) = (settings, rows, validation, state);
        var plan = state.Arrays.Layout.Plan;
        if (rows.Count < (plan.HasBatchNorm ? 2 : 1))
        {
            throw new DataException("training rows", FormattableString.Invariant($"{rows.Count}"),
                plan.HasBatchNorm ? "2 at least, for batch normalisation" : "1 at least");
        }
        if (settings.EarlyStopping is not null && validation is not { Count: > 0 })
            throw new ArgumentException("early stopping needs validation rows", nameof(validation));
        if (settings.BatchSize < (plan.HasBatchNorm ? 2 : 1))
            throw new ArgumentException("a batch of one row has no variance", nameof(settings));
        cuts = new BatchCuts(rows.Count, settings.BatchSize, plan.HasBatchNorm);
        crew = new Crew(threads);
        pass = new TrainingPass<T>(state.Arrays, cuts.Largest, crew);
        evaluation = new EvaluationPass<T>(state.Arrays, crew);
    }

    /// <summary>All that the training is; complete between two steps.</summary>
    public TrainingState<T> State { get; }

    /// <summary>Steps of an epoch.</summary>
    public int StepsOfEpoch => cuts.Count;

    /// <summary>Whether nothing is left to do: all epochs are done, or the loss no longer falls.</summary>
    public bool Finished => State.Batch == 0
        && (State.Epoch >= settings.Epochs || (settings.EarlyStopping is { } stop && State.Epoch - State.BestEpoch >= stop.Patience));

    /// <summary>The weights and running statistics that the training is for: of the best epoch where it stops early, else the last ones.</summary>
    public NetworkArrays<T> Result => settings.EarlyStopping is null || State.BestEpoch == 0 ? State.Arrays
        : new NetworkArrays<T>(State.Arrays.Layout, State.BestParameters, State.BestBuffers);

    /// <summary>Trains to the end.</summary>
    /// <param name="progress">Gets each epoch when it is done.</param>
    /// <param name="afterStep">Is called after each step, for checkpoints; the state is complete then.</param>
    /// <param name="cancel">Ends the training between two steps; the state is complete then.</param>
    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    /// <exception cref="DataException">The loss is no number any more.</exception>
    public void Run(Action<EpochRecord>? progress = null, Action? afterStep = null, CancellationToken cancel = default)
    {
        while (!Finished)
        {
            cancel.ThrowIfCancellationRequested();
            if (Step() is { } epoch)
                progress?.Invoke(epoch);
            afterStep?.Invoke();
        }
    }

    /// <summary>One step; with the last one of an epoch, what is told of the epoch.</summary>
    public EpochRecord? Step()
    {
        if (orderOf != State.Epoch)
            (order, orderOf) = (DataOrder.Of(State.Seed, State.Epoch, rows.Count), State.Epoch);
        var (start, length) = cuts[State.Batch];
        pass.Batch.Load(crew, rows, order.AsMemory(start, length));
        if (settings.InputNoise > 0)
            pass.Batch.AddNoise(crew, settings.InputNoise, State.Seed, State.Epoch, State.Step);
        pass.Forward(new KeyedMasks(State.Seed, State.Epoch, State.Step));
        var loss = BatchLoss.Of(settings.Loss, pass.Output, pass.Batch.Labels, pass.Batch.Weights, pass.OutputGradient);
        RequireNumber(loss.Sum);
        pass.Backward();
        if (settings.ClipNorm is { } most)
            GradientNorm.Clip(State.Arrays.Gradients.AsSpan(0, State.Arrays.Layout.ParameterCount), most);
        var (rate, momentum) = settings.Schedule.At(settings.Optimizer, State.Advances);
        Optimizer.Update(settings.Optimizer, rate, momentum, State.Updates, State.Arrays.Parameters, State.Arrays.Gradients, State.Moments);
        State.Updates++;
        State.Step++;
        State.EpochLoss += loss;
        var last = ++State.Batch == cuts.Count;
        if (last || settings.Schedule.Unit == ScheduleUnit.Step)
            State.Advances++;
        return last ? EndEpoch(rate) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => crew.Dispose();

    private EpochRecord EndEpoch(double rate)
    {
        var validationLoss = validation is { Count: > 0 } ? evaluation.Loss(settings.Loss, validation).Mean : double.NaN;
        var epoch = new EpochRecord(State.Epoch + 1, State.EpochLoss.Mean, validationLoss, rate);
        State.History.Add(epoch);
        (State.Epoch, State.Batch, State.EpochLoss) = (epoch.Epoch, 0, default);
        if (settings.EarlyStopping is { } stop && validationLoss < State.BestLoss - stop.LeastGain)
        {
            (State.BestEpoch, State.BestLoss) = (epoch.Epoch, validationLoss);
            State.Arrays.Parameters.CopyTo(State.BestParameters, 0);
            State.Arrays.Buffers.CopyTo(State.BestBuffers, 0);
        }
        return epoch;
    }

    private void RequireNumber(double loss)
    {
        if (!double.IsFinite(loss))
        {
            throw new DataException(FormattableString.Invariant($"epoch {State.Epoch + 1}, step {State.Step + 1}"),
                FormattableString.Invariant($"a loss of {loss}"), "a finite loss",
                "Lower the learning rate, clip the gradients, or look for values in the table that are far too large.");
        }
    }
}
