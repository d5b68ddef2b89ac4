using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

/// <summary>What pages show of the program is what it does.</summary>
[TestFixture]
internal sealed class ConsoleExamplesTests
{
    private readonly Dictionary<string, string> made = [];
    private ConsoleExamples? examples;
    private bool tracked;

    [OneTimeSetUp]
    public void Make()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("the examples are written for a POSIX shell");
        examples = new ConsoleExamples();
        tracked = examples.Track();
        foreach (var page in ConsoleExamples.Pages)
            made[page] = examples.Regenerate(Repository.Read(page));
    }

    [OneTimeTearDown]
    public void Forget() => examples?.Dispose();

    [TestCaseSource(typeof(ConsoleExamples), nameof(ConsoleExamples.Pages))]
    public void A_page_shows_what_the_program_gives(string page) => Snapshot.Match(page, made[page]);

    [Test]
    public void Examples_leave_nothing_in_the_checkout()
    {
        if (!tracked)
            Assert.Ignore("this machine has no git, so that nobody tells what is left in a checkout");
        Assert.That(examples!.Left(), Is.Empty);
    }

    [Test]
    public void Every_line_of_an_example_that_is_no_command_comes_from_the_one_before_it()
    {
        var page = examples!.Regenerate("```console\nmade up\n$ echo one; echo two\nthree\n$ echo '$1' >&2; false\n```\n");

        Assert.That(page, Is.EqualTo("```console\n$ echo one; echo two\none\ntwo\n$ echo '$1' >&2; false\n$1\n```\n"));
    }
}
