using System.Globalization;
using Pipeline.Model.Problems;

namespace Pipeline.Tables;

/// <summary>A field, or a row, that cannot be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">1-based line of the file; a quoted field may hold several.</param>
/// <param name="Column">1-based character of that line.</param>
/// <param name="Name">The column's name; empty where the row as a whole is wrong.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What was expected.</param>
internal sealed record BadField(string File, long Line, int Column, string Name, string Found, string Expected)
{
    /// <summary>As one line of an error.</summary>
    public Problem AsProblem() => new(
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}"),
        Name.Length == 0 ? Found : $"{DataText.Name(Name)} is {Found}", Expected);
}
