using Pipeline.Artifacts;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Reports;

/// <summary>What a run read.</summary>
/// <param name="Files">The files.</param>
/// <param name="BadRows">Rows left out because they could not be read.</param>
/// <param name="Problems">The first reasons.</param>
/// <param name="IgnoredColumns">Columns that the model does not use.</param>
/// <param name="Audit">Missing, unseen and shifted fields.</param>
/// <param name="KnownFiles">Names of files that the model was trained on.</param>
internal sealed record InputReport(
    IReadOnlyList<FileFingerprint> Files, long BadRows, IReadOnlyList<Problem> Problems,
    IReadOnlyCollection<string> IgnoredColumns, AuditReport Audit, IReadOnlyList<string> KnownFiles)
{
    /// <summary>Lines that the bad rows take in.</summary>
    public long BadLines { get; init; }

    /// <summary>Rows of separators only that were left out.</summary>
    public long BlankRows { get; init; }

    /// <summary>Hidden files that were left out.</summary>
    public required IReadOnlyList<string> HiddenFiles { get; init; }

    internal static InputReport Of(
        InputFileList files, ReadAccount account, IReadOnlyCollection<string> unusedColumns, AuditReport audit, Manifest manifest) => new(
        account.Fingerprints, account.BadRows.Rows, account.BadRows.First, unusedColumns, audit,
        account.Fingerprints.Where(file => manifest.Data.Files.SkipLast(manifest.Data.TestFiles).Any(known => known.Sha256 == file.Sha256))
            .Select(file => file.Name).ToList())
        {
            BadLines = account.BadRows.Lines,
            BlankRows = account.BlankRows,
            HiddenFiles = files.Hidden,
        };
}
