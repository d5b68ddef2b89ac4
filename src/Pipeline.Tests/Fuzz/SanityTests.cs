using NUnit.Framework;
using Pipeline.Fuzz;
using Pipeline.Fuzz.Running;

namespace Pipeline.Tests.Fuzz;

/// <summary>What holds of every run, and how a case is made smaller.</summary>
[TestFixture]
internal sealed class SanityTests
{
    [TestCase(0, "", null)]
    [TestCase(0, "a note\n", null)]
    [TestCase(130, "", null)]
    [TestCase(3, "error: in.csv:2: bad\n", null)]
    [TestCase(3, "", "no message")]
    [TestCase(6, "error", "exit 6")]
    [TestCase(134, "", "exit 134")]
    [TestCase(2, "error: \u001b[31m", "a control character in a message")]
    [TestCase(2, "error: \u202etxt", "a control character in a message")]
    [TestCase(2, "error: \u0085", "a control character in a message")]
    public void Codes_and_messages_are_held_to_what_every_run_promises(int code, string error, string? kind)
    {
        Assert.That(Sanity.Fault(new RunOutcome(code, "", error), isJson: false)?.Kind, Is.EqualTo(kind));
    }

    [Test]
    public void A_bug_is_told_from_another_by_its_exception_and_its_place()
    {
        const string error = "error: this is a bug\nSystem.ArgumentException: no\n"
            + "   at System.IO.Path.GetFullPath(String path)\n   at Pipeline.Files.InputFiles.Resolve(String x)\n";

        Assert.That(Sanity.Fault(new RunOutcome(70, "", error), isJson: false)?.Kind, Is.EqualTo("exit 70 ArgumentException InputFiles.Resolve"));
    }

    [Test]
    public void A_message_without_bounds_is_noticed()
    {
        Assert.That(Sanity.Fault(new RunOutcome(2, "", new string('x', 100_001)), isJson: false)?.Kind, Is.EqualTo("a message without bounds"));
    }

    [TestCase("{}\n", null)]
    [TestCase("...{}\n", "no JSON document")]
    [TestCase("{}\n{}\n", "no JSON document")]
    [TestCase("", "no JSON document")]
    public void With_json_there_is_one_document(string text, string? kind)
    {
        Assert.That(Sanity.Fault(new RunOutcome(0, text, ""), isJson: true)?.Kind, Is.EqualTo(kind));
    }

    [Test]
    public void A_case_is_made_as_small_as_the_kind_of_its_fault_lets_it_be()
    {
        var example = new FuzzCase("csv", "linear", "", ["score"], new Dictionary<string, byte[]> { ["in.csv"] = "id,x\n1,2\n3,X\n5,6Y\n"u8.ToArray() });
        var shrinking = new Shrinking(smaller => (smaller.Files["in.csv"].Contains((byte)'X'), smaller.Files["in.csv"].Contains((byte)'Y')) switch
        {
            (true, true) => "both",
            (true, _) => "one",
            _ => null,
        });

        Assert.That(shrinking.Of(example, "both").Files["in.csv"], Is.EqualTo("XY"u8.ToArray()));
    }
}
