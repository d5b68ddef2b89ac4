using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

[TestFixture]
internal sealed partial class PagesTests
{
    private const int MostCharacters = 120;
    private const string Index = "docs/README.md";

    [Test]
    public void No_link_is_dead()
    {
        Assert.That(Page.All.SelectMany(page => page.Links), Is.Not.Empty);
        Assert.That(string.Join('\n', Page.All.SelectMany(page => DeadLinks.Of(page, Page.All))), Is.Empty);
    }

    [TestCase("[x](other.md)", "")]
    [TestCase("[x](other.md#a-b-c)", "")]
    [TestCase("[x](other.md#c-1)", "")]
    [TestCase("[over two\nlines](../README.md)", "")]
    [TestCase("[x](#here)\n\n# Here", "")]
    [TestCase("`[x](gone.md)`", "")]
    [TestCase("```\n[x](gone.md)\n```", "")]
    [TestCase("[x](https://doi.org/10.24432/C5DW2B)", "")]
    [TestCase("[x](gone.md)", "docs/page.md: gone.md: not there")]
    [TestCase("![x](gone.svg)", "docs/page.md: gone.svg: not there")]
    [TestCase("[`code`](gone.md)", "docs/page.md: gone.md: not there")]
    [TestCase("[x](other.md#d)", "docs/page.md: other.md#d: no such heading")]
    [TestCase("[x](#there)", "docs/page.md: #there: no such heading")]
    [TestCase("[x](../../above.md)", "docs/page.md: ../../above.md: outside of the repository")]
    [TestCase("[x](/README.md)", "docs/page.md: /README.md: outside of the repository")]
    [TestCase("[x](https://nowhere/)", "docs/page.md: https://nowhere/: no address of another site")]
    [TestCase("[x](ftp:x)", "docs/page.md: ftp:x: no address of another site")]
    public void A_dead_link_is_told_from_others(string text, string expected)
    {
        var page = new Page("docs/page.md", text);
        var other = new Page("docs/other.md", "# A, b: `c`\n## C\n## C\n```\n# D\n```\n");

        Assert.That(string.Join('\n', DeadLinks.Of(page, [page, other])), Is.EqualTo(expected));
    }

    [Test]
    public void Every_page_under_docs_is_in_the_index()
    {
        var linked = Page.All.Single(page => page.Path == Index).Links;

        Assert.That(Page.All.Select(page => page.Path).Where(path => path.StartsWith("docs/", StringComparison.Ordinal) && path != Index)
            .Where(path => !linked.Contains(path["docs/".Length..])), Is.Empty);
    }

    [Test]
    public void Lines_of_prose_have_at_most_120_characters()
    {
        Assert.That(Page.All.Where(page => !page.IsGenerated).SelectMany(page => Wide(page, page.Prose)), Is.Empty);
    }

    [Test]
    public void A_wide_line_of_prose_is_seen_and_one_of_a_table_or_of_code_is_not()
    {
        var wide = new string('x', MostCharacters + 1);
        var page = new Page("x.md", $"# X\n\n{wide}\n| {wide} |\n```text\n{wide}\n```\n{wide[1..]}\n");

        Assert.That(Wide(page, page.Prose), Is.EqualTo(["x.md:3"]));
        Assert.That(page.IsGenerated, Is.False);
        Assert.That(new Page("x.md", "# X\n\nMade from the records.\n").IsGenerated, Is.True);
    }

    [Test]
    public void Every_page_begins_with_a_title_and_what_it_is_for()
    {
        Assert.That(Page.All.Where(page => !Opening().IsMatch(page.Text)).Select(page => page.Path), Is.Empty);
        Assert.That(Opening().IsMatch("# A\n\n## B\n\nWords.\n"), Is.False);
    }

    [Test]
    public void Paths_with_brackets_are_quoted_as_zsh_needs_it()
    {
        var bare = from page in Page.All
                   from line in page.Text.Split('\n')
                   where BareBrackets().IsMatch(line)
                   select $"{page.Path}: {line}";

        Assert.That(bare, Is.Empty);
        Assert.That(BareBrackets().IsMatch("--set gates.metrics[0].minimum=0.9"), "what the test looks for");
    }

    [Test]
    public void Readme_has_at_most_8_192_bytes_in_lines_of_at_most_120_characters()
    {
        var readme = Page.All.Single(page => page.Path == "README.md");

        Assert.That(new FileInfo(Repository.PathOf("README.md")).Length, Is.LessThanOrEqualTo(8192));
        Assert.That(Wide(readme, readme.Text.Split('\n').Index().Select(line => (line.Index + 1, line.Item))), Is.Empty);
    }

    private static IEnumerable<string> Wide(Page page, IEnumerable<(int Number, string Text)> lines) =>
        lines.Where(line => line.Text.Length > MostCharacters).Select(line => $"{page.Path}:{line.Number}");

    // A comment may stand before the title; a sentence follows it, no heading, table, list or code.
    [GeneratedRegex(@"\A(?:<!--[^\n]*-->\n)?# [^\n]+\n\n(?!```)[^#|\s\-]")]
    private static partial Regex Opening();

    [GeneratedRegex(@"--set [^'\s]*\[")]
    private static partial Regex BareBrackets();
}
