namespace Pipeline.Model;

/// <summary>Which file was read.</summary>
/// <param name="Name">The file's name without its folder; «stdin» for standard input.</param>
/// <param name="Sha256">SHA-256 of its bytes as stored, in lower-case hex.</param>
/// <param name="Bytes">Its size as stored.</param>
/// <param name="Rows">Rows read from it, bad ones included.</param>
internal sealed record FileFingerprint(string Name, string Sha256, long Bytes, long Rows);
