using Pipeline.Model.Problems;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>One thing that is wrong.</summary>
internal static class ProblemJson
{
    /// <summary>Its shape.</summary>
    public static ObjectShape<Problem> Shape { get; } = new("problem", "One thing that is wrong.")
    {
        { "where", "File:line:column, JSON path, zip entry, option or device.", Values.Text, problem => problem.Where },
        { "found", "What was found there.", Values.Text, problem => problem.Found },
        { "expected", "What was expected instead.", Values.Text, problem => problem.Expected },
        { "remedy", "What to do; empty where what was expected says it already.", Values.Text, problem => problem.Remedy },
    };
}
