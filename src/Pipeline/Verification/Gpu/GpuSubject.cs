using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;

namespace Pipeline.Verification.Gpu;

/// <summary>
/// A model in one precision, and what the predictions of its rows have to be, wherever they are computed: in exact precision the
/// processor's bits; in fast, scores within the bound of their row, and probabilities and classes that follow from those scores.
/// </summary>
/// <param name="model">The model and its rows.</param>
/// <param name="precision">How it is computed.</param>
/// <param name="exact">Its exact graph.</param>
/// <param name="expected">That graph's predictions of the rows.</param>
internal sealed class GpuSubject(CheckModel model, Precision precision, ScoringGraph exact, Predictions expected)
{
    private (Predictions Predictions, HeldPredictions Held)? first;

    public CheckModel Model => model;

    public Precision Precision => precision;

    /// <summary>As problems name it.</summary>
    public string Name => $"{model.Task.ToString().ToLowerInvariant()} {model.Trainer} {precision.ToString().ToLowerInvariant()}";

    /// <summary>A model in each precision that it has.</summary>
    public static IEnumerable<GpuSubject> Of(CheckModel model)
    {
        using var cpu = CompiledModel.Compile(model.Model);
        var expected = cpu.Score(model.Rows);
        yield return new GpuSubject(model, Precision.Exact, cpu.Graph, expected);
        if (FastPass.Apply(cpu.Graph).Precision == Precision.Fast)
            yield return new GpuSubject(model, Precision.Fast, cpu.Graph, expected);
    }

    /// <summary>Compiles it for the processor.</summary>
    public CompiledModel OpenOnCpu() => CompiledModel.Compile(model.Model, precision);

    /// <summary>Compiles it for a device.</summary>
    /// <param name="device">Where to.</param>
    /// <param name="rows">Most rows that go there at a time.</param>
    public CompiledModel Open(Device device, int rows) => CompiledModel.Compile(model.Model, precision, device, rows);

    /// <summary>An error of the device, with the model at which it came.</summary>
    public DeviceException Named(DeviceException error) =>
        new([.. error.Problems.Select(problem => problem with { Where = $"{Name}, {problem.Where}" })], error.Total, error);

    /// <summary>Holds predictions of the rows to what they have to be.</summary>
    /// <param name="actual">The predictions; they stay as they are from now on.</param>
    public HeldPredictions Hold(Predictions actual)
    {
        if (precision == Precision.Exact)
            return new HeldPredictions(PredictionBits.Differing(actual, expected), 0, null);
        // Bounds take their time; the same bits are as near as they were.
        if (first is { } before && PredictionBits.Differing(actual, before.Predictions) == 0)
            return before.Held;
        var (beyond, share) = FastCheck.Hold(exact, model.Rows, expected, actual);
        var held = new HeldPredictions(beyond, OwnScores.Unfounded(exact, actual), share);
        first ??= (actual, held);
        return held;
    }

    /// <summary>What is wrong with predictions that were held.</summary>
    /// <param name="where">What problems name.</param>
    /// <param name="held">How they came out.</param>
    /// <param name="count">Of how many rows.</param>
    public IEnumerable<Problem> Problems(string where, HeldPredictions held, long count)
    {
        var rows = FormattableString.Invariant($"of {count:N0} rows");
        if (held.Wrong > 0)
        {
            yield return precision == Precision.Exact
                ? new Problem(where, FormattableString.Invariant($"{held.Wrong:N0} values {rows} that are not the processor's"), "the same bits")
                : new Problem(where, FormattableString.Invariant($"{held.Wrong:N0} scores {rows} beyond the bound"), FastBound.Describe(exact));
        }
        if (held.Unfounded > 0)
            yield return new Problem(where,
                FormattableString.Invariant($"{held.Unfounded:N0} probabilities and classes {rows} that do not follow from their row's score"),
                "those that follow, bit for bit");
    }
}
