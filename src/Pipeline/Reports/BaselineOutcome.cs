using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;

namespace Pipeline.Reports;

/// <summary>What a run was compared with.</summary>
/// <param name="Config">What the config says of it.</param>
/// <param name="Figures">Figures of the same rows; null where there was no such file, which the config lets pass.</param>
/// <param name="HeldOut">Held-out rows of the run.</param>
/// <param name="Trained">Those among them that the baseline was trained on, and is not measured on.</param>
/// <param name="Sha256">Which zip it is; null for figures from a metrics.json.</param>
internal sealed record BaselineOutcome(BaselineConfig Config, BaselineFigures? Figures, int HeldOut, int Trained, string? Sha256)
{
    internal string Text() => Figures is null
        ? $"Baseline {Config.Zip}: there is none yet, and the config lets that pass."
        : !Config.Rescore ? $"Baseline {Config.Zip}: its recorded figures, of the same held-out rows."
        : Trained == 0 ? Invariant($"Baseline {Config.Zip}: scored again on the {HeldOut:N0} held-out rows; it was trained on none of their keys.")
        : Invariant($"Baseline {Config.Zip}: scored again on {HeldOut - Trained:N0} of the {HeldOut:N0} held-out rows; it was trained on the keys of the other {Trained:N0}. This model's figures beside it are of the same rows.");

    internal JsonObject Json() => new()
    {
        ["zip"] = Config.Zip,
        ["sha256"] = Sha256,
        ["missing"] = Figures is null,
        ["rescored"] = Config.Rescore,
        ["rows"] = Figures is null ? null : HeldOut - Trained,
        ["rowsTrainedOn"] = Figures is null ? null : Trained,
        ["baseline"] = Figures?.Baseline.ToJson(),
        ["current"] = Figures?.Current.ToJson(),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
