namespace Pipeline.Model;

/// <summary>Names of the columns inside the chain. Input columns keep the names of the table; the chain's own start with two underscores.</summary>
internal static class ChainColumns
{
    public const string Numeric = "__numeric";
    public const string NumericDouble = "__numericDouble";
    public const string Scaled = "__scaled";
    public const string Features = "Features";
    public const string Indicators = "__indicators";

    public static string Indicator(string column) => $"{column}.missing";

    public static string Filled(string column) => $"__filled.{column}";

    public static string Encoded(string column) => $"__encoded.{column}";
}
