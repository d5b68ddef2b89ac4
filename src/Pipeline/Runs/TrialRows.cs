using Pipeline.Configuration.Records;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Training.Rows;

namespace Pipeline.Runs;

/// <summary>The rows of a trial: read as its config says, and split.</summary>
/// <param name="Config">The run.</param>
/// <param name="Files">The files that were read, in order: those of training, then those of the test.</param>
/// <param name="TestFiles">How many of them are test files.</param>
/// <param name="Keys">The columns that tell rows apart.</param>
/// <param name="Table">The rows.</param>
internal sealed record TrialRows(RunConfig Config, IReadOnlyList<InputFile> Files, int TestFiles, KeyColumns Keys, TrainingTable Table)
{
    /// <summary>Reads them: header, roles of the columns, schema, rows, split.</summary>
    /// <param name="config">The run.</param>
    /// <param name="train">The training files.</param>
    /// <param name="test">The test files; empty where rows are split off.</param>
    /// <param name="apply">What the command line adds to the schema.</param>
    /// <param name="badRows">What becomes of rows that cannot be read.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="Model.Problems.DataException">A column, a file or a row cannot be read, or a side of the split has no rows.</exception>
    public static TrialRows Read(
        RunConfig config, IReadOnlyList<InputFile> train, IReadOnlyList<InputFile> test, Func<TableSchema, TableSchema> apply,
        BadRowLog badRows, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var roles = ColumnRoles.Resolve(config, TableSources.ReadHeader(train[0], config.Data.Separator, config.Data.Form()), train[0].Display);
        IReadOnlyList<InputFile> files = [.. train, .. test];
        var keys = KeyColumns.Of(config, files);
        var table = TrainingTable.Read(config, apply(TrainingSchema.Of(config, roles, keys)), train, test, badRows, progress, cancel);
        return new TrialRows(config, files, test.Count, keys, table);
    }

    /// <summary>The same of training files alone, each of whose rows has to be sound.</summary>
    public static TrialRows Read(RunConfig config, IReadOnlyList<InputFile> train) =>
        Read(config, train, [], schema => schema, new BadRowLog(BadRowPolicy.Stop, null), null, CancellationToken.None);
}
