using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed partial class NamesAndSizesTests
{
    private const int MostLines = 300;

    private static readonly IReadOnlyList<string> Sources = Repository.Files("src", ".cs");

    [Test]
    public void No_file_or_project_imports_our_namespaces_globally()
    {
        var projects = Repository.Files("src", ".csproj").Append("Directory.Build.props");

        Assert.That(Sources.Where(path => GlobalUsing().IsMatch(CodeText.Of(Repository.Read(path)))), Is.Empty);
        Assert.That(projects.Where(path => Repository.Read(path).Contains("<Using Include=\"Pipeline", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void No_folder_or_type_has_a_name_that_says_nothing()
    {
        var folders = Sources.SelectMany(path => path.Split('/')[..^1]).Distinct();
        var types = Sources.SelectMany(path => SourceFile.Parse(path, Repository.Read(path)).Types);

        Assert.That(folders.Concat(types).Where(name => SaysNothing().IsMatch(name)), Is.Empty);
    }

    [Test]
    public void No_source_file_is_longer_than_300_lines()
    {
        Assert.That(Sources.Where(path => File.ReadLines(Repository.PathOf(path)).Count() > MostLines), Is.Empty);
    }

    [TestCase("global using Pipeline.Data;")]
    [TestCase("  global  using static Pipeline.Data.X;")]
    [TestCase("global using D = Pipeline.Data;")]
    public void A_global_import_of_ours_is_seen(string line)
    {
        Assert.That(line, Does.Match(GlobalUsing()));
    }

    [TestCase("Utils", true)]
    [TestCase("CsvHelpers", true)]
    [TestCase("Common", true)]
    [TestCase("BatchManager", true)]
    [TestCase("StringUtilities", true)]
    [TestCase("Commons", false)]
    [TestCase("HelperColumn", false)]
    [TestCase("Management", false)]
    public void A_name_that_says_nothing_is_seen(string name, bool saysNothing)
    {
        Assert.That(SaysNothing().IsMatch(name), Is.EqualTo(saysNothing));
    }

    [GeneratedRegex(@"\bglobal\s+using\s+(?:static\s+)?(?:\w+\s*=\s*)?Pipeline\b")]
    private static partial Regex GlobalUsing();

    [GeneratedRegex("(?:Utils?|Utility|Utilities|Helpers?|Common|Managers?)$")]
    private static partial Regex SaysNothing();
}
