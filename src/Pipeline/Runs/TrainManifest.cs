using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Graph;
using Pipeline.Reports.Json;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Training.Chain;
using Pipeline.Training.Rows;

namespace Pipeline.Runs;

/// <summary>The account that a zip gives of the run that made it.</summary>
internal static class TrainManifest
{
    /// <summary>The manifest, the digests of the entries left out.</summary>
    /// <param name="trial">The run.</param>
    /// <param name="compiled">What was found of the compiled graph.</param>
    /// <param name="graph">The graph itself.</param>
    public static Manifest Of(Trial trial, CompiledRecord compiled, ScoringGraph graph)
    {
        var (rows, tuned) = (trial.Rows, trial.Tuned);
        var (config, table) = (rows.Config, rows.Table);
        return new()
        {
            Format = Manifest.CurrentFormat,
            Config = RecordedConfig.Of(ConfigPaths.WithoutFolders(config)),
            Signature = tuned.Model.Signature,
            Data = DataOf(table, rows.Keys) with { TestFiles = rows.TestFiles },
            Statistics = tuned.Fit.Statistics,
            Prior = tuned.Fit.Prior,
            Audit = AuditOf(config, trial.HeldOut, table, tuned.Fit),
            Tuning = tuned.Tuning,
            Threshold = tuned.Model.Signature.Threshold is null ? null : ThresholdOf(config.Scoring.Threshold, tuned.Tuning),
            Rounds = config.Model.EarlyStopping is null ? null : TunedModel.Rounds(graph),
            Metrics = FiguresJson.Write(trial.Report),
            Compiled = compiled,
            Environs = Surroundings.Read(tuned.Fit.Portions ?? Threads(config.Model)),
        };
    }

    private static DataRecord DataOf(TrainingTable table, KeyColumns keys)
    {
        var (split, overlap) = (table.Split, table.Split.Overlap);
        return new DataRecord(table.Files, split.Train.Length, split.Test.Length, split.Digest, split.HeldOutDigest)
        {
            KeyColumns = keys.Key,
            RecordColumns = keys.Record,
            ValidationRows = split.Validation.Length,
            LeftOutRows = split.LeftOut,
            RepeatedRows = overlap.RepeatedRows,
            OverlappingRows = overlap.Rows,
            OverlappingCombinations = overlap.Combinations,
            OverlappingKeys = overlap.Keys,
            OverlappingCopies = overlap.Copies,
        };
    }

    private static ThresholdRecord ThresholdOf(ThresholdRule rule, TuningRecord? tuning) =>
        new(rule.ToString(), rule.Kind == ThresholdKind.Fixed ? null : tuning!.ToString());

    private static TrainAudit AuditOf(RunConfig config, RowBatch heldOut, TrainingTable table, FitResult fit)
    {
        var outline = ConfigOutline.Of(config);
        var audit = new FeatureAudit(heldOut.Schema, fit.Statistics, outline.Fills);
        audit.Add(heldOut);
        return new TrainAudit(AuditReport.OfTraining(fit.Statistics, outline.Fills), audit.Report(), table.UnusedColumns, DistinctColumns.Of(fit.Statistics))
        {
            ConstantTarget = fit.ConstantTarget,
        };
    }

    private static int Threads(ModelConfig model) =>
        model.Options["numberOfThreads"]?.GetValue<int>() ?? (model.Binary is null ? 1 : Threads(model.Binary));
}
