using NUnit.Framework;

namespace Pipeline.Tests.Configuration;

/// <summary>Files of the repository that the program generates: compared, or written anew where UPDATE_SNAPSHOTS is 1.</summary>
internal static class Snapshot
{
    public static string Root { get; } = FindRoot();

    public static void Match(string path, string text)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.That(File.Exists(file) ? File.ReadAllText(file) : "", Is.EqualTo(text), $"{path} is stale: run the tests once with UPDATE_SNAPSHOTS=1");
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Pipeline.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("no Pipeline.sln above the tests");
        return directory.FullName;
    }
}
