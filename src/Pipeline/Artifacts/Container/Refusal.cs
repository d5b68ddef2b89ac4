using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.Container;

/// <summary>What a zip is refused with, wherever in it something is amiss.</summary>
internal static class Refusal
{
    /// <summary>What helps against damage.</summary>
    public const string CopyAgain = "Copy the zip again from where it was trained, or train again.";

    /// <summary>Names the entry, what was found in it and what was expected.</summary>
    public static ArtifactException Of(string where, string found, string expected = "the entry as train wrote it", Exception? cause = null) =>
        new(where, found, expected, CopyAgain, cause);
}
