using Pipeline.Artifacts;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;

namespace Pipeline.Reports;

/// <summary>What train made.</summary>
/// <param name="Directory">Where model.zip, metrics.json and scores.csv are.</param>
/// <param name="Report">The figures of the held-out rows.</param>
/// <param name="Gates">How the gates came out; all passed.</param>
/// <param name="Manifest">The zip's account.</param>
/// <param name="ModelSha256">Which zip it is.</param>
/// <param name="BadRows">Rows left out because they could not be read.</param>
internal sealed record TrainOutcome(
    string Directory, EvaluationReport Report, IReadOnlyList<GateResult> Gates, Manifest Manifest, string ModelSha256, long BadRows)
{
    /// <summary>The effective config.</summary>
    public required RunConfig Config { get; init; }

    /// <summary>Lines that the bad rows take in.</summary>
    public long BadLines { get; init; }

    /// <summary>Rows of separators only that were left out.</summary>
    public long BlankRows { get; init; }

    /// <summary>Hidden files that were left out.</summary>
    public required IReadOnlyList<string> HiddenFiles { get; init; }

    /// <summary>What it was compared with, or null.</summary>
    public BaselineOutcome? Baseline { get; init; }
}
