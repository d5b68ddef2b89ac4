namespace Pipeline.Tables;

/// <summary>What to do with a row of separators only, in a table of more than one column: spreadsheets write them below and between their rows.</summary>
internal enum BlankRowPolicy
{
    /// <summary>It is a row that cannot be read.</summary>
    Error,

    /// <summary>It is left out and counted.</summary>
    Skip,

    /// <summary>It is a row like any other, whose every field is missing.</summary>
    Score,
}
