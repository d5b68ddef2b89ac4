using NUnit.Framework;
using Pipeline.Commands;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>What a run writes takes its place together.</summary>
[TestFixture]
internal sealed class OutputsTests
{
    private Scratch scratch = null!;
    private Outputs outputs = null!;

    [SetUp]
    public void Make()
    {
        scratch = new Scratch();
        outputs = new Outputs(() => throw new InvalidOperationException());
    }

    [TearDown]
    public void Remove()
    {
        outputs.Dispose();
        scratch.Dispose();
    }

    [Test]
    public void All_take_their_places_and_are_named_in_order()
    {
        var (one, two) = (Open("one"), Open("two"));
        outputs.Commit(CancellationToken.None, two, null, one);

        Assert.That(outputs.Placed, Is.EqualTo([scratch.At("two"), scratch.At("one")]));
        Assert.That(scratch.Names(), Is.EqualTo(["one", "two"]));
    }

    [Test]
    public void Where_one_cannot_be_finished_none_takes_its_place()
    {
        scratch.Write("one", "before");
        using var broken = new Unfinished(Open("two"));

        Assert.That(() => outputs.Commit(CancellationToken.None, Open("one"), broken), Throws.TypeOf<IOException>());
        outputs.Dispose();

        Assert.That(File.ReadAllText(scratch.At("one")), Is.EqualTo("before"));
        Assert.That(scratch.Names(), Is.EqualTo(["one"]));
        Assert.That(outputs.Placed, Is.Empty);
    }

    [Test]
    public void A_failure_between_the_renames_says_what_is_in_place_and_what_is_not()
    {
        var (one, two, three) = (Open("one"), Open("two"), Open("three"));
        Directory.CreateDirectory(scratch.At("two/in the way"));

        var error = Assert.Throws<ConfigException>(() => outputs.Commit(CancellationToken.None, one, two, three))!;
        outputs.Dispose();

        Assert.That(error.Message, Does.StartWith($"{scratch.At("two")}: ").And.EndWith(
            $"In place already: {scratch.At("one")}; as before: {scratch.At("two")}, {scratch.At("three")}."));
        Assert.That(scratch.Names(), Is.EqualTo(["one", "two"]));
    }

    [Test]
    public void A_token_is_heard_until_the_first_rename()
    {
        Assert.That(() => outputs.Commit(new CancellationToken(canceled: true), Open("one")), Throws.InstanceOf<OperationCanceledException>());
        outputs.Dispose();

        Assert.That(scratch.Names(), Is.Empty);
    }

    [Test]
    public void What_is_abandoned_leaves_neither_files_nor_folders_and_commits_no_more()
    {
        outputs.MakeFolder(scratch.At("a/b"));
        var file = Open("a/b/one");

        Assert.That(outputs.Abandon(), Is.True);
        Assert.That(scratch.Names(), Is.Empty);
        Assert.That(() => outputs.Commit(CancellationToken.None, file), Throws.Exception);
        Assert.That(() => outputs.Open(scratch.At("two")), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(scratch.Names(), Is.Empty);
    }

    [Test]
    public void What_is_in_place_is_not_abandoned()
    {
        outputs.MakeFolder(scratch.At("a"));
        outputs.Commit(CancellationToken.None, Open("a/one"));

        Assert.That(outputs.Abandon(), Is.False);
        Assert.That(File.Exists(scratch.At("a/one")), Is.True);
    }

    [Test]
    public void What_a_killed_run_left_behind_is_told()
    {
        var left = scratch.Write(".one.0123abcd.xyz.tmp", "half");
        Open("one");

        Assert.That(outputs.Notes, Is.EqualTo([$"removed {left}, which a run that was killed had left behind"]));
    }

    private OutputFile Open(string name) => outputs.Open(scratch.At(name));

    /// <summary>An output whose last bytes find no place.</summary>
    private sealed class Unfinished(OutputFile file) : IOutput
    {
        public OutputFile File => file;

        public void Finish() => throw new IOException("No space left on device");

        public void Dispose() => file.Dispose();
    }
}
