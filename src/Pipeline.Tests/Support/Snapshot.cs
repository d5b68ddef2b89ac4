using NUnit.Framework;

namespace Pipeline.Tests.Support;

/// <summary>Files of the repository that the program generates: compared, or written anew where UPDATE_SNAPSHOTS is 1.</summary>
internal static class Snapshot
{
    public static void Match(string path, string text)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.That(File.Exists(file) ? File.ReadAllText(file) : "", Is.EqualTo(text), $"{path} is stale: run the tests once with UPDATE_SNAPSHOTS=1");
    }
}
