namespace Pipeline.Tables.Audit;

/// <summary>What an unmistakable change of a column does.</summary>
internal enum ShiftPolicy
{
    /// <summary>It ends the run.</summary>
    Fail,

    /// <summary>It is a warning, as lesser evidence is.</summary>
    Warn,
}
