using Pipeline.Files;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Scoring;

/// <summary>
/// Runs the engine over two made-up rows while the command line is read and the zip is opened. What has to be compiled to machine code
/// for that is what the first batch of any model needs, and all processors but one are idle meanwhile. Kernels of trees are left out:
/// they would be compiled for nothing in most runs.
/// </summary>
internal static class WarmStart
{
    private static readonly Lazy<Task> run = new(() => Task.Run(Run));

    /// <summary>Begins, once a process, where there is a processor to spare. Nobody waits for it.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1)
            _ = run.Value;
    }

    /// <summary>Reads, scores and writes to nowhere.</summary>
    internal static void Run()
    {
        var signature = new ModelSignature
        {
            Task = TaskKind.Binary,
            Label = "y",
            Classes = ["0", "1"],
            Ids = [],
            Numeric = [new NumericColumn("x", NumericType.Single)],
            Categorical = [],
            Separator = ',',
            Threshold = 0.5,
        };
        var block = new FeatureBlock.Numeric(NumericType.Single, [0], [0], new Scaler.Affine([0], [1]));
        var node = new ModelNode.Binary(new ScoreNode.Dot([1], 0), new CalibratorNode.Platt(-1, 0), 0.5);
        using var model = CompiledModel.Compile(new ScoringGraph(signature, [block], node));
        var engine = new ScoringEngine(model, ReadSchemas.ForScoring(signature, []), 1, 16);
        var statistics = new ColumnStatistics([new NumericStatistics("x", 0, 0, 0, 0, 0, 0, 0, [])], []);
        var step = new WritingStep(Stream.Null, new ScoreText(signature, engine.Schema, []), new FeatureAudit(engine.Schema, statistics, _ => true));
        engine.Run([new InputFile("-", new MemoryStream("x\n0.25\n-1.5\n"u8.ToArray()))], new ReadAccount(new BadRowLog(BadRowPolicy.Stop, null)), step, null,
            CancellationToken.None);
    }
}
