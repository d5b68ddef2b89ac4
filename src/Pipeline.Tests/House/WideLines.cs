namespace Pipeline.Tests.House;

/// <summary>Lines wider than <see cref="Most"/> characters, of which there are none.</summary>
internal static class WideLines
{
    private const int Most = 160;

    /// <summary>The place of every such line of a file, as <c>path:line</c>.</summary>
    public static IEnumerable<string> In(string path, string text) =>
        text.Split('\n').Index().Where(line => line.Item.Length > Most).Select(line => $"{path}:{line.Index + 1}");
}
