using System.Globalization;

namespace Pipeline.Tables.Fields;

/// <summary>A point in time as it is written: a decimal number, or a date, or a date and time, in ISO 8601.</summary>
internal static class TimeText
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // Seconds from 1973 to 2099. Shorter numbers are as likely counts of something.
    private const decimal FirstSecond = 1e8m;
    private const decimal LastSecond = 4.1e9m;

    private static readonly string[] dates = ["yyyy-MM-dd"];

    private static readonly string[] dateTimes =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] dateTimesWithOffset =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private static readonly (string[] Formats, TimeForm Form)[] written =
        [(dates, TimeForm.Date), (dateTimes, TimeForm.DateTime), (dateTimesWithOffset, TimeForm.DateTimeWithOffset)];

    /// <summary>
    /// Reads a time; false where the text is none. A number keeps 28 digits, so that counts of 64 bits stay apart.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="form">How it is written; of a number, whatever calendar it could be of alone.</param>
    /// <param name="value">A number as it stands; a date and time in seconds since 1970, UTC where no offset is named.</param>
    public static bool TryRead(string text, out TimeForm form, out decimal value)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !text.Contains('\0'))
        {
            form = FormOf(value);
            return true;
        }
        foreach (var (formats, ofFormats) in written)
        {
            if (!DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Utc, out var time))
                continue;
            form = ofFormats;
            value = Seconds(time);
            return true;
        }
        form = TimeForm.Number;
        return false;
    }

    /// <summary>The seconds since 1970 that a value of a form stands for; null where its form has no such meaning.</summary>
    public static decimal? Seconds(TimeForm form, decimal value) => form switch
    {
        TimeForm.Number => null,
        TimeForm.Year => OfDay((int)value, 1, 1),
        TimeForm.CompactMonth => OfDay((int)value / 100, (int)value % 100, 1),
        TimeForm.CompactDate => OfDay((int)value / 10_000, (int)value / 100 % 100, (int)value % 100),
        TimeForm.Milliseconds => value / 1e3m,
        TimeForm.Microseconds => value / 1e6m,
        TimeForm.Nanoseconds => value / 1e9m,
        _ => value,
    };

    /// <summary>A form in words.</summary>
    public static string Words(TimeForm form) => form switch
    {
        TimeForm.Number => "a number",
        TimeForm.Year => "a year",
        TimeForm.CompactMonth => "a year and month (yyyyMM)",
        TimeForm.CompactDate => "a date (yyyyMMdd)",
        TimeForm.Seconds => "seconds since 1970",
        TimeForm.Milliseconds => "milliseconds since 1970",
        TimeForm.Microseconds => "microseconds since 1970",
        TimeForm.Nanoseconds => "nanoseconds since 1970",
        TimeForm.Date => "a date",
        TimeForm.DateTime => "a date and time",
        _ => "a date and time with its offset",
    };

    private static TimeForm FormOf(decimal value) => value switch
    {
        >= 1800 and <= 2199 when IsWhole(value) => TimeForm.Year,
        >= 180_001 and <= 219_912 when IsWhole(value) && (int)value % 100 is >= 1 and <= 12 => TimeForm.CompactMonth,
        >= 18_000_101 and <= 21_991_231 when IsWhole(value) && IsDay((int)value) => TimeForm.CompactDate,
        >= FirstSecond and <= LastSecond => TimeForm.Seconds,
        >= FirstSecond * 1_000 and <= LastSecond * 1_000 => TimeForm.Milliseconds,
        >= FirstSecond * 1_000_000 and <= LastSecond * 1_000_000 => TimeForm.Microseconds,
        >= FirstSecond * 1_000_000_000 and <= LastSecond * 1_000_000_000 => TimeForm.Nanoseconds,
        _ => TimeForm.Number,
    };

    private static bool IsWhole(decimal value) => decimal.Truncate(value) == value;

    private static bool IsDay(int value) =>
        value / 100 % 100 is >= 1 and <= 12 && value % 100 is var day && day >= 1 && day <= DateTime.DaysInMonth(value / 10_000, value / 100 % 100);

    private static decimal OfDay(int year, int month, int day) => Seconds(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero));

    private static decimal Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond;
}
