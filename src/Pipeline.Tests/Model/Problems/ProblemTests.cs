using NUnit.Framework;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Model.Problems;

internal sealed class ProblemTests
{
    [Test]
    public void A_problem_is_one_line_whatever_it_is_about()
    {
        var problem = new Problem("a\nb.csv:1", "'\u001b[31m'", "text\r", "Look\u202Ehere.");

        Assert.That(problem.ToString(), Is.EqualTo(@"a\nb.csv:1: '\u001B[31m'; expected text\r. Look\u202Ehere."));
    }

    [Test]
    public void A_part_that_nobody_would_read_to_its_end_is_shown_without_its_middle()
    {
        var problem = new Problem(new string('w', 5000), "[" + new string('f', 1_000_000) + "]", "e");

        Assert.That(problem.Where, Has.Length.EqualTo(5000));
        Assert.That(problem.Found, Has.Length.LessThan(5100).And.StartsWith("[f").And.EndsWith("f]").And.Contain("f… 995,002 characters …f"));
    }

    [Test]
    public void A_list_of_problems_ends_after_a_hundred_and_says_how_many_there_are()
    {
        var error = new ConfigException([.. Enumerable.Range(0, 100_000).Select(i => new Problem($"$.n{i}", "x", "y"))]);

        Assert.That((error.Problems.Count, error.Total), Is.EqualTo((100, 100_000)));
        Assert.That(error.Message.Split('\n'), Has.Length.EqualTo(101).And.Some.EqualTo("… and 99,900 more (100,000 in all)"));
    }
}
