using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>
/// A copy of configs/ and data/ with the four demo models, each trained once for all tests. Tests read there; what they write
/// goes to folders of their own.
/// </summary>
internal static class Demo
{
    public static readonly string[] Names = ["churn", "penguins", "concrete", "breast-cancer"];

    private static readonly Lazy<Scratch> copy = new(Copy);
    private static readonly Dictionary<string, RunResult> trained = [];

    /// <summary>The copy's root.</summary>
    public static string Root => copy.Value.Directory;

    public static string At(string path) => Path.Combine(Root, path);

    public static string Config(string name) => At($"configs/{name}.jsonc");

    public static string Data(string name) => At($"data/{name}.csv");

    /// <summary>The zip of a demo, trained when it is first asked for.</summary>
    public static string Zip(string name)
    {
        Trained(name);
        return At($"runs/{name}/model.zip");
    }

    /// <summary>What train said when it made the zip of a demo.</summary>
    public static RunResult Trained(string name)
    {
        if (!trained.TryGetValue(name, out var result))
            trained[name] = result = Support.Program.Run("train", Config(name), "--out", At($"runs/{name}"));
        return result;
    }

    /// <summary>A new folder with configs/ and data/.</summary>
    public static Scratch Copy()
    {
        var scratch = new Scratch();
        foreach (var path in Repository.Files("configs", ".jsonc").Concat(Repository.Files("data", ".csv")))
            scratch.Write(path, Repository.Read(path));
        return scratch;
    }

    /// <summary>The first lines of a table, its header included.</summary>
    public static string[] Head(string name, int rows) => [.. File.ReadLines(Data(name)).Take(rows + 1)];

    /// <summary>Removes the copy; called once after all tests of both rooms.</summary>
    public static void Remove()
    {
        if (copy.IsValueCreated && Directory.Exists(Root))
            copy.Value.Dispose();
    }
}
