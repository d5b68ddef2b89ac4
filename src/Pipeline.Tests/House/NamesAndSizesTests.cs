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
    public void No_line_is_wider_than_160_characters()
    {
        Assert.That(Sources.SelectMany(path => WideLines.In(path, Repository.Read(path))), Is.Empty);
    }

    [TestCase(160, "")]
    [TestCase(161, "src/A/X.cs:2 src/A/X.cs:4")]
    public void A_wide_line_is_reported_with_its_place(int width, string expected)
    {
        var line = new string('x', width);

        Assert.That(string.Join(' ', WideLines.In("src/A/X.cs", $"a\n{line}\nb\n{line}")), Is.EqualTo(expected));
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
