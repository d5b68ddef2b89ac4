namespace Pipeline.Tests.Support;

/// <summary>Small inputs that once went wrong; each stands for a kind.</summary>
internal static class Cases
{
    /// <summary>Path of a file of the cases.</summary>
    public static string PathOf(string name) => Repository.PathOf($"src/Pipeline.Tests/cases/{name}");

    /// <summary>Trains a case into a folder of the scratch directory, which gets its name.</summary>
    public static RunResult Train(Scratch scratch, string name, params string[] more) => TrainInto(scratch, name, name, more);

    /// <summary>Trains a case into a folder of the scratch directory.</summary>
    public static RunResult TrainInto(Scratch scratch, string folder, string name, params string[] more) =>
        Program.Run(["train", PathOf($"{name}.json"), "--out", scratch.At(folder), .. more]);
}
