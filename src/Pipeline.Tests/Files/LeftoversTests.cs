using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Files;

[TestFixture]
internal sealed class LeftoversTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Make() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void What_killed_runs_left_behind_is_removed_and_named()
    {
        var left = scratch.Write(".a.csv.0123abcd.xyz.tmp", "half");
        using var file = AtomicFile.Create(scratch.At("a.csv"));

        Assert.That(file.Leftovers.Removed, Is.EqualTo([left]));
        Assert.That(File.Exists(left), Is.False);
    }

    [Test]
    public void What_another_run_is_writing_stays()
    {
        using var first = AtomicFile.Create(scratch.At("a.csv"));
        using var second = AtomicFile.Create(scratch.At("a.csv"));
        Assert.That(second.Leftovers.Removed, Is.Empty);
        first.Stream.Write("first"u8);
        first.Finish();
        // Finished, but not yet in its place.
        using var third = AtomicFile.Create(scratch.At("a.csv"));
        first.Place();

        Assert.That(third.Leftovers.Removed, Is.Empty);
        Assert.That(File.ReadAllText(scratch.At("a.csv")), Is.EqualTo("first"));
    }

    [TestCase(".a.csv.tmp")]
    [TestCase(".a.csv.0123abcd.xyz")]
    [TestCase(".a.csv.0123abcd.xyz.tmp.bak")]
    [TestCase(".a.csv.0123ABCD.xyz.tmp")]
    [TestCase(".b.csv.0123abcd.xyz.tmp")]
    [TestCase("a.csv.0123abcd.xyz.tmp")]
    public void Files_of_other_names_stay(string name)
    {
        scratch.Write(name, "other");
        using var file = AtomicFile.Create(scratch.At("a.csv"));

        Assert.That(file.Leftovers.Removed, Is.Empty);
        Assert.That(File.Exists(scratch.At(name)), Is.True);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_of_such_a_name_stays_and_so_does_what_it_leads_to()
    {
        scratch.Write("precious", "precious");
        File.CreateSymbolicLink(scratch.At(".a.csv.0123abcd.xyz.tmp"), "precious");
        using var file = AtomicFile.Create(scratch.At("a.csv"));

        Assert.That(file.Leftovers.Removed, Is.Empty);
        Assert.That(File.ReadAllText(scratch.At(".a.csv.0123abcd.xyz.tmp")), Is.EqualTo("precious"));
    }
}
