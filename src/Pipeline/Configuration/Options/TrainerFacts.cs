using Pipeline.Configuration.Json;
using Pipeline.Model;

namespace Pipeline.Configuration.Options;

/// <summary>What one has to know of a trainer to choose it, in words: for the trainers command and docs/trainers.md.</summary>
/// <param name="Trainer">The trainer.</param>
internal sealed record TrainerFacts(TrainerEntry Trainer)
{
    /// <summary>The facts of every trainer, in the order of the catalogue.</summary>
    public static IReadOnlyList<TrainerFacts> All { get; } = [.. TrainerCatalog.All.Select(trainer => new TrainerFacts(trainer))];

    /// <summary>What it fits, and how.</summary>
    public string What => Trainer.What;

    /// <summary>What its fitted model becomes in the compiled graph.</summary>
    public string CompiledTo => Trainer.CompiledTo;

    /// <summary>Its task, as a config writes it.</summary>
    public string Task => EnumForm.Text(Trainer.Task);

    /// <summary>Where its probability comes from; nothing outside of binary.</summary>
    public string Calibrated => Trainer.Task != TaskKind.Binary ? "" : Trainer.IsCalibrated ? "yes" : "by model.calibrator";

    public string Weights => Trainer.SupportsWeights ? "yes" : "no";

    /// <summary>Whether model.earlyStopping is for it.</summary>
    public string EarlyStopping => Trainer.IsBoosted ? "yes" : "no";

    /// <summary>How many threads it may train with.</summary>
    public string Threads => Trainer switch
    {
        { TakesAllThreads: true } => "all",
        { SumsInPortions: true } => FormattableString.Invariant($"up to {TrainerEntry.MostPortions}"),
        { NeedsOneThread: true } => "one",
        _ => Members.Any(member => member.Name == "numberOfThreads") ? "any number" : "one",
    };

    /// <summary>What it needs beside features and label.</summary>
    public IReadOnlyList<string> Needs =>
    [
        .. Trainer.IsLinear ? ["features of one size (normalize)"] : Array.Empty<string>(),
        .. Trainer.NeedsTargetsFromZero ? ["targets of 0 or more"] : Array.Empty<string>(),
        .. Trainer.IsOneVersusAll ? ["model.binary"] : Array.Empty<string>(),
    ];

    public IReadOnlyList<Member> Members => OptionMembers.Of(Trainer);
}
