namespace Pipeline.Tables;

/// <summary>A row that cannot be read.</summary>
/// <param name="Fields">What is wrong with it; at least one.</param>
/// <param name="Record">Its bytes, without the line break.</param>
/// <param name="Lines">Lines that it takes in.</param>
internal sealed record BadRow(IReadOnlyList<BadField> Fields, byte[] Record, int Lines);
