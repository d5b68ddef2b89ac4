using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

/// <summary>Links that lead nowhere. Whether another site answers is not asked: only whether its address can be one.</summary>
internal static class DeadLinks
{
    /// <summary>Those of a page: one line each, empty where all is well.</summary>
    /// <param name="page">The page.</param>
    /// <param name="pages">All pages that a link with # may lead into.</param>
    public static IEnumerable<string> Of(Page page, IReadOnlyList<Page> pages) =>
        from link in page.Links
        let reason = Reason(page, link, pages)
        where reason is not null
        select $"{page.Path}: {link}: {reason}";

    private static string? Reason(Page page, string link, IReadOnlyList<Page> pages)
    {
        if (link.Contains(':', StringComparison.Ordinal))
        {
            var isAddress = Uri.TryCreate(link, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http" } && address.Host.Contains('.');
            return isAddress ? null : "no address of another site";
        }
        var (file, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
        var target = file.Length == 0 ? page.Path : Target(page, file);
        if (target is null)
            return "outside of the repository";
        if (!File.Exists(Repository.PathOf(target)) && !Directory.Exists(Repository.PathOf(target)) && pages.All(other => other.Path != target))
            return "not there";
        if (anchor is null)
            return null;
        return pages.FirstOrDefault(other => other.Path == target)?.Anchors.Contains(anchor) == true ? null : "no such heading";
    }

    /// <summary>The path from the root; null where it leads out, or begins at a root that a checkout does not have.</summary>
    private static string? Target(Page page, string file)
    {
        if (file.StartsWith('/'))
            return null;
        var parts = new Stack<string>(page.Path.Split('/')[..^1]);
        foreach (var part in file.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (!parts.TryPop(out _))
                    return null;
            }
            else if (part != ".")
            {
                parts.Push(part);
            }
        }
        return string.Join('/', parts.Reverse());
    }
}
