using Pipeline.Tables.Audit;

namespace Pipeline.Artifacts;

/// <summary>What train met in its rows.</summary>
/// <param name="Training">Missing fields of the training rows. Every category is known there, and no column is shifted.</param>
/// <param name="HeldOut">What the chain met in the held-out rows.</param>
/// <param name="UnusedColumns">Columns of the files that the run does not use.</param>
/// <param name="Distinct">Features that have another value in (almost) every training row.</param>
internal sealed record TrainAudit(
    AuditReport Training, AuditReport HeldOut, IReadOnlyCollection<string> UnusedColumns, IReadOnlyList<DistinctColumn> Distinct)
{
    /// <summary>The target, where it is the same in every training row; else null.</summary>
    public double? ConstantTarget { get; init; }
}
