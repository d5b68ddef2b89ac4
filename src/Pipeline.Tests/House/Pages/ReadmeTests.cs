using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

[TestFixture]
internal sealed partial class ReadmeTests
{
    [Test]
    public void The_exit_code_table_lists_the_exit_codes_of_the_program()
    {
        var expected = Enum.GetValues<ExitCode>().Select(code => (int)code);

        Assert.That(ExitCodes(Repository.Read("README.md")), Is.EqualTo(expected));
    }

    [Test]
    public void The_table_of_commands_lists_those_of_the_help()
    {
        var help = Support.Program.Run("--help").Out;
        var expected = Command().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(line => line.Groups[1].Value);

        Assert.That(Commands(Repository.Read("README.md")), Is.EqualTo(expected).And.Contains("train"));
    }

    [Test]
    public void The_two_commands_are_there()
    {
        var lines = Repository.Read("README.md").Split('\n');

        Assert.That(lines, Has.Some.StartsWith("./run.sh ").And.Some.StartsWith("./run.sh test"));
    }

    [Test]
    public void A_readme_without_the_table_has_no_codes()
    {
        Assert.That(ExitCodes("# Title\n\n## Exit codes\n\n| code | meaning |\n|---|---|\n\n## Other\n| 7 | x |\n"), Is.Empty);
        Assert.That(ExitCodes("## Exit codes\n| 7 | x |\n| `8` | y |\n## Other\n| 9 | z |\n"), Is.EqualTo([7, 8]));
        Assert.That(Commands("## Commands\n| command | x |\n|---|---|\n| `a-b X` | y |\n## Other\n| `c` | z |\n"), Is.EqualTo(["a-b"]));
    }

    // The numbers in the first column of the section's table; a row without a meaning does not count.
    private static List<int> ExitCodes(string readme) =>
        [.. Row().Matches(new Page("README.md", readme).Section("Exit codes"))
            .Select(row => int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    // The first word of the first code in each row.
    private static List<string> Commands(string readme) =>
        [.. CommandRow().Matches(new Page("README.md", readme).Section("Commands")).Select(row => row.Groups[1].Value)];

    [GeneratedRegex(@"^\|\s*`?(\d+)`?\s*\|[^|\n]*\w[^|\n]*\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `([a-z-]+)[^`]*`", RegexOptions.Multiline)]
    private static partial Regex CommandRow();

    [GeneratedRegex(@"^  ([a-z][a-z-]*)\b", RegexOptions.Multiline)]
    private static partial Regex Command();
}
