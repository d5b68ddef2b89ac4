using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Reports.Json;

[TestFixture]
internal sealed class JsonPageTests
{
    private const string Page = "docs/json.md";

    [Test]
    public void Its_tables_are_those_of_the_schemas_and_its_pieces_what_the_program_prints() =>
        Snapshot.Match(Page, JsonPage.Regenerate(Repository.Read(Page)));

    [Test]
    public void Every_document_has_a_section_and_every_link_a_place()
    {
        var page = Repository.Read(Page);
        var headings = page.Split('\n').Where(line => line.StartsWith("##", StringComparison.Ordinal)).Select(line => line.TrimStart('#').Trim().ToLowerInvariant()).ToList();

        Assert.That(headings, Is.Unique);
        Assert.That(Schemas.Documents.Select(document => document.Name), Is.SubsetOf(headings));
        Assert.That(Regex.Matches(page, @"\]\(#([\w-]+)\)").Select(link => link.Groups[1].Value).Distinct(), Is.SubsetOf(headings).And.Not.Empty);
    }
}
