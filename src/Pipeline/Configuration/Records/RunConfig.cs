using System.ComponentModel;
using Pipeline.Model;

namespace Pipeline.Configuration.Records;

/// <summary>A run: which data, which chain, which figures are good enough. The root of a config file.</summary>
[Description("A run of train: which data, which chain of steps, which figures are good enough.")]
internal sealed record RunConfig
{
    [Description("What is predicted.")]
    public required TaskKind Task { get; init; }

    [Description("Root seed: the split and the trainer take theirs from it.")]
    public int Seed { get; init; } = 1;

    [Description("The tables and their columns.")]
    public required DataConfig Data { get; init; }

    [Description("How rows are held out: for the test, where data.test names no file, for validation, and for folds.")]
    public SplitConfig Split { get; init; } = new();

    [Description("How missing values are filled; fitted on the training rows.")]
    public ImputeConfig Impute { get; init; } = new();

    [Description("How features are scaled; fitted on the training rows.")]
    public NormalizeConfig Normalize { get; init; } = new();

    [Description("The trainer and its options.")]
    public required ModelConfig Model { get; init; }

    [Description("From probability to decision.")]
    [When("for task binary")]
    public ScoringConfig Scoring { get; init; } = new();

    [Description("Figures that the held-out rows must reach; else the run ends with exit code 1 and writes nothing.")]
    public GatesConfig Gates { get; init; } = new();
}
