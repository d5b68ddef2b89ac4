using Microsoft.ML.Trainers;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;

namespace Pipeline.Training.Chain;

/// <summary>A trainer that was chosen, with ML.NET's options object bound to the columns of the chain.</summary>
/// <param name="Name">Its name in the config.</param>
/// <param name="Options">ML.NET's options; null for the trainers that have none.</param>
/// <param name="Calibrator">The calibrator for a binary trainer without one.</param>
/// <param name="Weighted">Whether rows have weights.</param>
/// <param name="Binary">The binary trainer of oneVersusAll; null for every other.</param>
internal sealed record TrainerChoice(string Name, object? Options, CalibratorKind Calibrator, bool Weighted, TrainerChoice? Binary)
{
    /// <summary>Whether boosting stops by what the validation rows say.</summary>
    public bool StopsEarly { get; init; }

    /// <summary>Binds the trainer of a config that has been checked.</summary>
    public static TrainerChoice From(ModelConfig model, TaskKind task, int seed, bool weighted)
    {
        var options = TrainerOptions.Bind(TrainerCatalog.Find(task, model.Trainer)!, model.Options, seed).Instance;
        if (options is TrainerInputBase features)
            features.FeatureColumnName = ChainColumns.Features;
        if (options is TrainerInputBaseWithLabel labelled)
            labelled.LabelColumnName = BatchView.LabelColumn;
        if (weighted && options is TrainerInputBaseWithWeight weights)
            weights.ExampleWeightColumnName = BatchView.WeightColumn;
        if (model.EarlyStopping is { } rounds)
            EarlyStopping.Set(options!, rounds);
        var binary = model.Binary is null ? null : From(model.Binary, TaskKind.Binary, seed, weighted);
        return new TrainerChoice(model.Trainer, options, model.Calibrator, weighted, binary) { StopsEarly = model.EarlyStopping is not null };
    }
}
