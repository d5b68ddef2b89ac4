using Pipeline.Artifacts;
using Pipeline.Configuration.Records;
using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Training.Rows;
using Pipeline.Work;

namespace Pipeline.Runs;

/// <summary>The rows that train held out, found again in the training data and measured with what the zip compiles to.</summary>
internal sealed class HeldOut
{
    private readonly OpenedModel opened;
    private readonly RunConfig config;

    private HeldOut(OpenedModel opened, RunConfig config)
    {
        this.opened = opened;
        this.config = config;
    }

    /// <summary>Those of a zip.</summary>
    /// <exception cref="ConfigException">It was measured on files of their own.</exception>
    public static HeldOut Of(OpenedModel opened)
    {
        var config = opened.ReadConfig();
        return config.Data.Test.Count == 0 ? new HeldOut(opened, config) : throw new ConfigException("--held-out",
            "a model that was measured on test files of its own", "a model whose rows were split off the training files",
            "Evaluate the test files themselves, without --held-out.");
    }

    /// <summary>Reads the training data and splits its rows as train did.</summary>
    /// <param name="files">The training data.</param>
    /// <param name="apply">What the command line adds to the schema.</param>
    /// <param name="badRows">What becomes of rows that cannot be read.</param>
    /// <param name="threads">How many threads read.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DataException">They cannot be read, or are not the rows that train saw.</exception>
    public TrainingTable Read(
        IReadOnlyList<InputFile> files, Func<TableSchema, TableSchema> apply, BadRowLog badRows, int threads,
        IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var (data, signature) = (opened.Manifest.Data, opened.Signature);
        var roles = new ColumnRoles(signature.Numeric.Select(column => column.Name).ToList(), signature.Categorical);
        var schema = apply(TrainingSchema.Of(config, roles, new KeyColumns(data.KeyColumns, data.RecordColumns))) with
        {
            Classes = signature.Task == TaskKind.Regression ? null : signature.Classes,
        };
        var table = TrainingTable.Read(config, schema, files, [], badRows, progress, cancel, threads);
        // The split tells rows by their keys; what else has changed shows only in the file's digest.
        if (table.Split.Known(cancel).Digest != data.SplitDigest || !Digests(table.Files).SequenceEqual(Digests(data.Files)))
        {
            throw new DataException(DataText.Join(files.Select(file => file.Display)),
                FormattableString.Invariant($"{table.Batch.Count:N0} rows that are not the {data.TrainRows + data.TestRows:N0} rows of the training"),
                "the very files that the model was trained on", "Give the training data, or evaluate other data without --held-out.");
        }
        table.Batch.Retype(ReadSchemas.Typed(schema, signature.Numeric));
        return table;
    }

    /// <summary>Scores the held-out rows and measures them.</summary>
    /// <param name="table">All rows.</param>
    /// <param name="compiled">What the zip compiles to.</param>
    /// <param name="threads">How many threads score.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DataException">A score is not finite.</exception>
    public (EvaluationReport Report, AuditReport Audit) Measure(TrainingTable table, CompiledModel compiled, int threads, CancellationToken cancel)
    {
        var (manifest, classes) = (opened.Manifest, opened.Signature.Classes);
        var rows = table.Batch.Select(table.Split.Test);
        var predictions = Interruptible.Run(() => compiled.Score(rows, threads), cancel);
        var audit = new FeatureAudit(rows.Schema, manifest.Statistics, manifest.Fills);
        audit.Add(rows);
        FiniteScores.Require(predictions, "the held-out rows");
        var report = Interruptible.Run(() => Evaluator.Evaluate(predictions, TruthCollector.Of(rows, classes), classes, manifest.Prior), cancel);
        return (report, audit.Report());
    }

    private static IEnumerable<string> Digests(IEnumerable<FileFingerprint> files) => files.Select(file => file.Sha256).Order(StringComparer.Ordinal);
}
