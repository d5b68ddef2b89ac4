namespace Pipeline.Tables.Fields;

/// <summary>How a point in time is written; a column takes one of them.</summary>
internal enum TimeForm
{
    /// <summary>A number of no calendar that is known here, such as a day's index.</summary>
    Number,

    /// <summary>A year, such as 2024.</summary>
    Year,

    /// <summary>Year and month, such as 202406.</summary>
    CompactMonth,

    /// <summary>Year, month and day without separators, such as 20240601.</summary>
    CompactDate,

    /// <summary>Seconds since 1970.</summary>
    Seconds,

    /// <summary>Milliseconds since 1970.</summary>
    Milliseconds,

    /// <summary>Microseconds since 1970.</summary>
    Microseconds,

    /// <summary>Nanoseconds since 1970.</summary>
    Nanoseconds,

    /// <summary>A date in ISO 8601.</summary>
    Date,

    /// <summary>A date and time in ISO 8601 that names no offset.</summary>
    DateTime,

    /// <summary>A date and time in ISO 8601 with its offset from UTC.</summary>
    DateTimeWithOffset,
}
