using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

/// <summary>Opens zips that must be refused.</summary>
internal static class Refusals
{
    public const string CopyAgain = "Copy the zip again from where it was trained, or train again.";

    /// <summary>The one problem of a zip, without the directory in front of it.</summary>
    public static Problem Of(Scratch scratch, byte[] zip)
    {
        var error = Assert.Throws<ArtifactException>(() => ModelZipReader.Open(scratch.Write("model.zip", zip)))!;
        var problem = error.Problems.Single();
        return problem with { Where = problem.Where.Replace(scratch.Directory + "/", "", StringComparison.Ordinal) };
    }
}
