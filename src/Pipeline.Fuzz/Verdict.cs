namespace Pipeline.Fuzz;

/// <summary>What came of a case.</summary>
/// <param name="Code">Exit code of its command line.</param>
/// <param name="Kind">What is wrong in a word or two, the same for every case of the kind; null where all is well.</param>
/// <param name="Detail">What was found and what was expected.</param>
internal sealed record Verdict(int Code, string? Kind = null, string Detail = "");
