using Pipeline.Model.Problems;

namespace Pipeline.Model;

/// <summary>
/// Names of the columns inside the chain. Input columns keep the names of the table. ML.NET lets a later column hide an earlier
/// one of the same name without a word, so what the chain makes before it has read all inputs has names of its own.
/// </summary>
internal static class ChainColumns
{
    public const string Numeric = "__numeric";
    public const string NumericDouble = "__numericDouble";
    public const string Scaled = "__scaled";
    public const string Indicators = "__indicators";
    public const string Label = "__label";
    public const string Weight = "__weight";

    /// <summary>Made last, when no input is read any more: a table may have a column of this name.</summary>
    public const string Features = "Features";

    private const string IndicatorPrefix = "__missing.";
    private const string FilledPrefix = "__filled.";
    private const string EncodedPrefix = "__encoded.";

    private static readonly string[] whole = [Numeric, NumericDouble, Scaled, Indicators, Label, Weight];
    private static readonly string[] prefixes = [IndicatorPrefix, FilledPrefix, EncodedPrefix];

    public static string Indicator(string column) => IndicatorPrefix + column;

    /// <summary>The column whose missing values a slot of the features tells, scaled or not; null where it is another slot.</summary>
    public static string? IndicatedBy(string slot)
    {
        const string prefix = $"{Indicators}.{IndicatorPrefix}", scaled = $"{Scaled}.{prefix}";
        return slot.StartsWith(prefix, StringComparison.Ordinal) ? slot[prefix.Length..]
            : slot.StartsWith(scaled, StringComparison.Ordinal) ? slot[scaled.Length..] : null;
    }

    public static string Filled(string column) => FilledPrefix + column;

    public static string Encoded(string column) => EncodedPrefix + column;

    /// <summary>Makes sure that no feature hides a column of the chain, or the other way round.</summary>
    /// <exception cref="DataException">One does.</exception>
    public static void Require(IEnumerable<string> features)
    {
        var problems = features
            .Where(name => whole.Contains(name) || prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(name =>
                new Problem($"column {DataText.Name(name)}", "a feature under a name that the chain uses itself", "another name",
                    "Rename the column, or leave it out ($.data.ignore)."))
            .ToList();
        if (problems.Count > 0)
            throw new DataException(problems);
    }
}
