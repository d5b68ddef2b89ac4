using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Configuration.Json;

/// <summary>Writes JSON paths: <c>$.data.train[0]</c>, <c>$.impute.columns["a.b"]</c>.</summary>
internal static partial class JsonPath
{
    public const string Root = "$";

    public static string Member(string path, string name) =>
        Plain().IsMatch(name) ? $"{path}.{name}" : $"{path}[\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    public static string Of(params IEnumerable<string> names) => names.Aggregate(Root, Member);

    /// <summary>Whether <paramref name="path"/> is <paramref name="ancestor"/> or lies inside it.</summary>
    public static bool IsWithin(string path, string ancestor) =>
        path.StartsWith(ancestor, StringComparison.Ordinal) &&
        (path.Length == ancestor.Length || path[ancestor.Length] is '.' or '[');

    [GeneratedRegex(@"^[\p{L}_$][\p{L}\p{N}_$-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
