using Pipeline.Configuration.Options;

namespace Pipeline.Reports;

/// <summary>What trainers lists.</summary>
/// <param name="Trainers">The trainers.</param>
/// <param name="WithOptions">Whether one was named, so that its options are shown too.</param>
internal sealed record TrainersOutcome(IReadOnlyList<TrainerFacts> Trainers, bool WithOptions);
