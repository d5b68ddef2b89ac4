namespace Pipeline.Fuzz.Running;

/// <summary>A case laid out in a folder of its own, to be run on a product.</summary>
internal sealed class Trial : IDisposable
{
    private readonly Product product;
    private readonly Fixtures fixtures;
    private readonly string root = Directory.CreateTempSubdirectory("pipeline-fuzz-").FullName;

    /// <summary>Lays a case out.</summary>
    public Trial(FuzzCase example, Fixtures fixtures, Product product)
    {
        (Case, this.fixtures, this.product) = (example, fixtures, product);
        Folder = Directory.CreateDirectory(Path.Combine(root, "case")).FullName;
        foreach (var (name, content) in example.Files)
            File.WriteAllBytes(PathOf(name), content);
    }

    /// <summary>The case.</summary>
    public FuzzCase Case { get; }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Where a file of the case is.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A file that came out, or null.</summary>
    public byte[]? Output(string name) => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;

    /// <summary>Runs the command line of the case.</summary>
    public RunOutcome Run() => Run(Case.Arguments);

    /// <summary>Runs another command line.</summary>
    public RunOutcome Run(IReadOnlyList<string> arguments) => product(
    [
        .. arguments.Select(argument => argument
            .Replace(FuzzCase.Here, Folder + "/", StringComparison.Ordinal)
            .Replace(FuzzCase.Models, fixtures.Folder + "/", StringComparison.Ordinal)),
    ]);

    /// <summary>Every file in the folder, by its path in it, with its content.</summary>
    public SortedDictionary<string, byte[]> Files() => new(
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(Folder, path), File.ReadAllBytes),
        StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
