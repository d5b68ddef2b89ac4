using Pipeline.Evaluation;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Training.Rows;

namespace Pipeline.Commands;

/// <summary>A baseline measured on rows of this run: read as the baseline reads them, scored by what its zip compiles to.</summary>
/// <param name="Positions">Which of the held-out rows it was not trained on, by their positions among them, ascending.</param>
/// <param name="Report">Its figures of those rows.</param>
internal sealed record RescoredBaseline(int[] Positions, EvaluationReport Report)
{
    private const string Where = "$.gates.baseline";

    /// <summary>Reads the files of the run a second time, with the baseline's columns, types and markers.</summary>
    /// <param name="baseline">The baseline, a zip.</param>
    /// <param name="files">The files of the run, in the order in which it read them.</param>
    /// <param name="table">Its rows.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DataException">A held-out row, or a column, is nothing that the baseline could score.</exception>
    /// <exception cref="CheckException">The baseline was trained on every one of the held-out rows.</exception>
    public static RescoredBaseline Measure(Baseline baseline, IReadOnlyList<InputFile> files, TrainingTable table, CancellationToken cancel)
    {
        var (graph, manifest) = (baseline.Opened!.Graph, baseline.Opened.Manifest);
        var schema = ReadSchemas.ForEvaluation(graph.Signature) with
        {
            Separator = table.Batch.Schema.Separator,
            Form = table.Batch.Schema.Form,
            Keys = [manifest.Data.KeyColumns]
        };
        var wanted = table.Split.Test.Select((row, position) => (Origin: table.Batch.OriginOf(row), position))
            .ToDictionary(pair => pair.Origin, pair => pair.position);
        var positions = new List<int>();
        var trainedRows = baseline.Opened.ReadTrainedRows();
        var trained = 0;
        using var compiled = CompiledModel.Compile(graph);
        var predictions = compiled.NewPredictions();
        var truth = new TruthCollector(graph.Signature.Classes);
        var badRows = new BadRowLog(new BadRowPolicy(true, null, long.MaxValue), null);
        Named(baseline, () =>
        {
            using var reader = new TableReader(TableSources.Open(files, schema), badRows);
            reader.Read(Take, cancel: cancel);
        });
        Require(baseline, table.Split.Test.Length, trained + positions.Count, positions.Count, badRows);
        FiniteScores.Require(predictions, "the held-out rows, scored by the baseline");
        return new RescoredBaseline([.. positions], Evaluator.Evaluate(predictions, truth.Collect(), graph.Signature.Classes, manifest.Prior));

        void Take(RowBatch batch)
        {
            var keys = batch.KeyArray(TableSchema.SplitKey);
            var held = Enumerable.Range(0, batch.Count).Where(row => wanted.ContainsKey(batch.OriginOf(row))).ToArray();
            var unknown = Array.FindAll(held, row => !trainedRows.Contains(keys[row]));
            trained += held.Length - unknown.Length;
            positions.AddRange(unknown.Select(row => wanted[batch.OriginOf(row)]));
            var rows = batch.Select(unknown);
            if (unknown.Length > 0)
                predictions.Add(compiled.Score(rows));
            truth.Add(rows);
        }
    }

    private static void Require(Baseline baseline, int heldOut, int read, int unknown, BadRowLog badRows)
    {
        if (read < heldOut)
        {
            throw new DataException(
                [new Problem(Where, FormattableString.Invariant($"{heldOut - read:N0} of {heldOut:N0} held-out rows that '{baseline.Config.Zip}' cannot read"),
                "rows that both models can read"), .. badRows.First], badRows.First.Count + 1);
        }
        if (unknown == 0)
        {
            throw new CheckException(
                Where, FormattableString.Invariant($"'{baseline.Config.Zip}', which was trained on every one of the {heldOut:N0} held-out rows"),
                "some held-out rows that the baseline has not seen", "Train both with the same seed and split.key, or give newer rows.");
        }
    }

    private static void Named(Baseline baseline, Action read)
    {
        try
        {
            read();
        }
        catch (DataException error)
        {
            throw new DataException([.. error.Problems.Select(problem => problem with { Where = $"{Where} '{baseline.Config.Zip}': {problem.Where}" })],
                error.Total, error);
        }
    }
}
