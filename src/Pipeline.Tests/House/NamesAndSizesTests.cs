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

        Assert.That(Sources.Where(path => SourceFile.Parse(path, Repository.Read(path)).GlobalImports.Any(IsOurs)), Is.Empty);
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

    [Test]
    public void Lines_wider_than_160_characters_are_no_more_and_no_fewer_than_stated()
    {
        Assert.That(WideLines.Differences(Sources.Select(path => (path, Repository.Read(path))), WideLines.Left), Is.Empty);
    }

    [TestCase(160, 0, "")]
    [TestCase(161, 1, "")]
    [TestCase(161, 0, "src/A: 1 lines are wider than 160 characters, 0 are stated: src/A/X.cs:2")]
    [TestCase(161, 2, "src/A: 1 lines are wider than 160 characters, 2 are stated: lower the number")]
    [TestCase(160, 1, "src/A: 0 lines are wider than 160 characters, 1 are stated: lower the number")]
    public void A_number_of_wide_lines_that_is_not_as_stated_is_reported(int width, int stated, string expected)
    {
        var left = new Dictionary<string, int> { ["src/A"] = stated };

        var differences = WideLines.Differences([("src/A/X.cs", $"a\n{new string('x', width)}\nb\n")], left);

        Assert.That(string.Join('\n', differences), Is.EqualTo(expected));
    }

    [TestCase("global using Pipeline.Data;", true)]
    [TestCase("  global  using static Pipeline.Data.X;", true)]
    [TestCase("global using D = Pipeline.Data;", true)]
    [TestCase("global using System.Linq;", false)]
    [TestCase("using Pipeline.Data;", false)]
    [TestCase("// global using Pipeline.Data;", false)]
    public void A_global_import_of_ours_is_seen(string line, bool seen)
    {
        Assert.That(SourceFile.Parse("X.cs", line).GlobalImports.Any(IsOurs), Is.EqualTo(seen));
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

    private static bool IsOurs(string import) => import.Split('.')[0] == "Pipeline";

    [GeneratedRegex("(?:Utils?|Utility|Utilities|Helpers?|Common|Managers?)$")]
    private static partial Regex SaysNothing();
}
