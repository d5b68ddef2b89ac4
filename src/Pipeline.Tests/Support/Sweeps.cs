namespace Pipeline.Tests.Support;

/// <summary>
/// Tests of very many cases take an even part of them, so that a change is through its tests in minutes; all of them where
/// PIPELINE_TEST_SWEEPS is 1, which is for the night and for a change of what they test.
/// </summary>
internal static class Sweeps
{
    /// <summary>Whether all cases are asked for.</summary>
    public static bool AreWhole => Environment.GetEnvironmentVariable("PIPELINE_TEST_SWEEPS") == "1";

    /// <summary>All cases, or one in so many of them.</summary>
    /// <param name="all">The cases.</param>
    /// <param name="one">In how many of them one is taken.</param>
    /// <param name="first">Which is the first that is taken; sweeps side by side start at different ones.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> all, int one, int first = 0) =>
        AreWhole ? all : all.Where((_, i) => i % one == first % one);
}
