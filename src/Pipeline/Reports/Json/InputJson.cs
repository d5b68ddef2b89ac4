using Pipeline.Model;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What a run read.</summary>
internal static class InputJson
{
    private static readonly ObjectShape<FileFingerprint> file = new("file", "A file that was read.")
    {
        { "name", "Its name without the folder; stdin for standard input.", Values.Text, file => file.Name },
        { "sha256", "SHA-256 of its bytes as stored.", Values.Sha256, file => file.Sha256 },
        { "bytes", "Its size as stored.", Values.Count, file => file.Bytes },
        { "rows", "Rows read from it, bad ones included.", Values.Count, file => file.Rows },
    };

    /// <summary>Its shape.</summary>
    public static ObjectShape<InputReport> Shape { get; } = new("input", "What a run read, and what it met there.")
    {
        { "files", "The files.", file.List(), input => input.Files },
        { "hiddenFiles", "Hidden files that were left out: the first thousand.", Values.Names, input => input.HiddenFiles },
        { "rows", "Rows that were used.", Values.Count, input => input.Audit.Rows },
        { "badRows", "Rows left out because they could not be read.", Values.Count, input => input.BadRows },
        { "badLines", "Lines that those take in.", Values.Count, input => input.BadLines },
        { "blankRows", "Rows of separators only that were left out.", Values.Count, input => input.BlankRows },
        { "badFields", "The first reasons why rows could not be read.", ProblemJson.Shape.List(), input => input.Problems },
        { "missing", "Missing fields by column.", AuditJson.Missing, input => AuditJson.MissingOf(input.Audit) },
        { "unseen", "Columns with categories that no training row had.", AuditJson.Unseen.List(), input => input.Audit.Unseen },
        { "shifted", "Columns that are not what they were in training.", AuditJson.Shifted.List(), input => input.Audit.Shifted },
        { "ignoredColumns", "Columns that the model does not use: the first thousand.", Values.Names, input => input.IgnoredColumns },
        { "ignoredColumnCount", "How many there are.", Values.Count, input => input.IgnoredColumns.Count },
        { "knownFiles", "Files that the model was trained on.", Values.Text.List(), input => input.KnownFiles },
    };
}
