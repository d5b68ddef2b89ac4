using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>The error that a run ended in.</summary>
internal static class ErrorJson
{
    /// <summary>The error itself.</summary>
    public static ObjectShape<ErrorOutcome> Shape { get; } = new("errorFound", "The error that the run ended in.")
    {
        { "exitCode", "The exit code of the process.", Values.Count, error => (int)error.Code },
        { "total", "How many problems there are, those not listed included.", Values.Count, error => error.Total },
        { "problems", "The first of them, in the order in which they were found; at least one.", ProblemJson.Shape.List(), error => error.Problems },
    };

    /// <summary>What a run prints that has nothing else to report.</summary>
    public static Document<ErrorOutcome> Document { get; } = new("error", 1, new("errorDocument", "What any command prints with --json where it fails.")
    {
        { "error", "The error.", Shape, error => error },
    });
}
