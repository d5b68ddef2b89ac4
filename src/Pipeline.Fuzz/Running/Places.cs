namespace Pipeline.Fuzz.Running;

/// <summary>Where cases lie.</summary>
/// <param name="Kept">The kept ones, a file each.</param>
/// <param name="Findings">Those of this run that something was found by, a folder each.</param>
internal sealed record Places(string Kept, string Findings)
{
    /// <summary>The kept cases, by name.</summary>
    public IReadOnlyList<CaseName> KeptCases() =>
        [.. Directory.GetFiles(Kept, "*.json").Order(StringComparer.Ordinal).Select(path => new CaseName(0, 0, path))];

    /// <summary>In the checkout that this was built from.</summary>
    public static Places OfCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
                return new Places(Path.Combine(folder.FullName, "src", "Pipeline.Fuzz", "cases"), Path.Combine(folder.FullName, "runs", "fuzz"));
        }
        throw new InvalidOperationException($"No Pipeline.sln in {AppContext.BaseDirectory} or any folder above it.");
    }
}
