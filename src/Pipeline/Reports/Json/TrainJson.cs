using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What train made.</summary>
internal static class TrainJson
{
    /// <summary>Its document.</summary>
    public static Document<TrainOutcome> Document { get; } = new("train", 1, new("train", "What train made, and how good it is.")
    {
        { "model", "Path of model.zip.", Values.Text, outcome => Path.Combine(outcome.Directory, "model.zip") },
        { "metrics", "Path of metrics.json.", Values.Text, outcome => Path.Combine(outcome.Directory, "metrics.json") },
        { "scores", "Path of scores.csv: the held-out rows, scored.", Values.Text, outcome => Path.Combine(outcome.Directory, "scores.csv") },
        { "modelSha256", "SHA-256 of model.zip.", Values.Sha256, outcome => outcome.ModelSha256 },
        { "data", "Which rows it was trained and measured on.", DataJson.Shape, outcome => outcome.Manifest.Data },
        { "hiddenFiles", "Hidden files that were left out: the first thousand.", Values.Names, outcome => outcome.HiddenFiles },
        { "badRows", "Rows left out because they could not be read.", Values.Count, outcome => outcome.BadRows },
        { "badLines", "Lines that those take in.", Values.Count, outcome => outcome.BadLines },
        { "blankRows", "Rows of separators only that were left out.", Values.Count, outcome => outcome.BlankRows },
        {
            "ignoredColumns", "Columns of the files that the run does not use: the first thousand.",
            Values.Names, outcome => outcome.Manifest.Audit.UnusedColumns
        },
        { "ignoredColumnCount", "How many there are.", Values.Count, outcome => outcome.Manifest.Audit.UnusedColumns.Count },
        { "rows", "What it met in its rows.", AuditJson.Shape, outcome => outcome.Manifest.Audit },
        {
            "threshold", "The threshold on the probability; null where the model has none.",
            Values.NumberOrNull, outcome => outcome.Manifest.Signature.Threshold
        },
        { "thresholdRule", "The rule that chose it, or the number that was stated.", Values.Text.OrNull(), outcome => outcome.Manifest.Threshold?.Rule },
        {
            "fitOn", "Of which rows the scores are that calibrator and threshold were fitted on: outOfFold, validation or training.",
            Values.Text.OrNull(), outcome => outcome.Manifest.Tuning?.FitOn
        },
        { "fitOnRows", "How many those are.", Values.CountOrNull, outcome => outcome.Manifest.Tuning?.Rows },
        { "rounds", "Rounds of boosting after which the validation rows gained nothing more.", Values.CountOrNull, outcome => outcome.Manifest.Rounds },
        { "compiled", "What was found of the compiled graph.", CompiledJson.Shape, outcome => outcome.Manifest.Compiled },
        {
            "betterThanTrivial", "Whether the model beats the trivial one; null without rows.",
            Values.TruthOrNull, outcome => outcome.Report.IsBetterThanTrivial
        },
        { "report", "The figures of the held-out rows.", FiguresJson.Shape, outcome => outcome.Report },
        { "baseline", "What it was compared with.", BaselineJson.Shape.OrNull(), outcome => outcome.Baseline },
        { "gates", "How the gates came out; all passed.", GateJson.Shape.List(), outcome => outcome.Gates },
    });
}
