using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

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
    public void The_two_commands_are_there()
    {
        var lines = Repository.Read("README.md").Split('\n');

        Assert.That(lines, Has.Some.StartsWith("./run.sh").And.Some.StartsWith("./run.sh test"));
    }

    [Test]
    public void Its_config_examples_and_figures_are_what_the_program_gives_and_leave_nothing_in_the_checkout()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("the examples are written for a POSIX shell");
        using var examples = new ReadmeExamples();
        var tracked = examples.Track();

        Snapshot.Match("README.md", examples.Regenerate(Repository.Read("README.md")));

        if (!tracked)
            Assert.Ignore("this machine has no git, so that nobody tells what is left in a checkout");
        Assert.That(examples.Left(), Is.Empty);
    }

    [Test]
    public void Paths_with_brackets_are_quoted_as_zsh_needs_it()
    {
        var bare = from file in (string[])["README.md", "docs/config.md", "docs/figures.md", "docs/trainers.md"]
                   from line in Repository.Read(file).Split('\n')
                   where BareBrackets().IsMatch(line)
                   select $"{file}: {line}";

        Assert.That(bare, Is.Empty);
        Assert.That(BareBrackets().IsMatch("--set gates.metrics[0].minimum=0.9"), "what the test looks for");
    }

    [Test]
    public void A_readme_without_the_table_has_no_codes()
    {
        Assert.That(ExitCodes("# Title\n\n## Exit codes\n\n| code | meaning |\n|---|---|\n\n## Other\n| 7 | x |\n"), Is.Empty);
        Assert.That(ExitCodes("## Exit codes\n| 7 | x |\n| `8` | y |\n## Other\n| 9 | z |\n"), Is.EqualTo([7, 8]));
    }

    // The numbers in the first column of the section's table; a row without a meaning does not count.
    private static List<int> ExitCodes(string readme)
    {
        var section = Section().Match(readme).Value;
        return Row().Matches(section).Select(row => int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
    }

    [GeneratedRegex(@"--set [^'\s]*\[")]
    private static partial Regex BareBrackets();

    [GeneratedRegex(@"^#+ Exit codes\s*$.*?(?=^#|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\|\s*`?(\d+)`?\s*\|[^|\n]*\w[^|\n]*\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
