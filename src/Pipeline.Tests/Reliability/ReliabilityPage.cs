using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reliability;

/// <summary>Tables of docs/reliability.md between marks: compared, or written anew where UPDATE_SNAPSHOTS is 1.</summary>
internal static class ReliabilityPage
{
    private const string Page = "docs/reliability.md";

    public static void Match(string mark, IEnumerable<string> lines)
    {
        var (begin, end, text) = ($"<!-- {mark} -->\n", $"<!-- /{mark} -->", Repository.Read(Page));
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.That(to, Is.GreaterThanOrEqualTo(from), $"{Page} has no place between the marks {mark}");
        var table = string.Concat(lines.Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Repository.PathOf(Page), text[..from] + table + text[to..]);
        else
            Assert.That(text[from..to], Is.EqualTo(table), $"{Page} is stale: run the tests once with UPDATE_SNAPSHOTS=1");
    }
}
