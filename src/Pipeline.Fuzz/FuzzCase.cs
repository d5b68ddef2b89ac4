namespace Pipeline.Fuzz;

/// <summary>
/// One case, whole: what an oracle says of it follows from this alone, so that it can be kept as a file. In the arguments {case} is the
/// folder of the case and {models} that of the models.
/// </summary>
/// <param name="Area">What is tried.</param>
/// <param name="Model">The model that it is tried on, as the fixtures name it; nothing where there is none.</param>
/// <param name="Rule">By which rule of its area the outcome is judged.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="Files">Name and content of the files in its folder.</param>
internal sealed record FuzzCase(string Area, string Model, string Rule, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Stands for the folder of the case.</summary>
    public const string Here = "{case}/";

    /// <summary>Stands for the folder of the models.</summary>
    public const string Models = "{models}/";

    /// <summary>The same with another content of a file.</summary>
    public FuzzCase With(string name, byte[] content) => this with { Files = new Dictionary<string, byte[]>(Files) { [name] = content } };
}
