using System.Runtime.Versioning;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Files;

[TestFixture]
internal sealed class AtomicFileTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Make() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void A_file_appears_when_it_is_complete()
    {
        using (var file = AtomicFile.Create(scratch.At("a.txt")))
        {
            file.Stream.Write("new"u8);
            Assert.That(File.Exists(scratch.At("a.txt")), Is.False);
            file.Commit();
        }

        Assert.That(File.ReadAllText(scratch.At("a.txt")), Is.EqualTo("new"));
        Assert.That(scratch.Names(), Is.EqualTo(new[] { "a.txt" }));
    }

    [Test]
    public void Without_a_commit_the_previous_content_stays_and_nothing_else()
    {
        scratch.Write("a.txt", "before");
        using (var file = AtomicFile.Create(scratch.At("a.txt")))
            file.Stream.Write("new"u8);

        Assert.That(File.ReadAllText(scratch.At("a.txt")), Is.EqualTo("before"));
        Assert.That(scratch.Names(), Is.EqualTo(new[] { "a.txt" }));
    }

    [Test]
    public void A_closed_file_can_be_read_before_it_takes_its_place()
    {
        using var file = AtomicFile.Create(scratch.At("a.txt"));
        file.Stream.Write("new"u8);
        file.Finish();
        Assert.That(File.ReadAllText(file.Temporary), Is.EqualTo("new"));
        file.Commit();

        Assert.That(File.ReadAllText(scratch.At("a.txt")), Is.EqualTo("new"));
    }

    [Test]
    public void A_missing_folder_is_an_error_with_the_remedy()
    {
        var error = Assert.Throws<ConfigException>(() => AtomicFile.Create(scratch.At("no/a.txt")))!;

        Assert.That(error.Message,
            Is.EqualTo($"{scratch.At("no/a.txt")}: no folder '{scratch.At("no")}'; expected a folder that exists. Create it: mkdir -p '{scratch.At("no")}'"));
    }

    [Test]
    public void A_directory_is_no_place_for_a_file() =>
        Assert.That(() => AtomicFile.Create(scratch.Directory), Throws.TypeOf<ConfigException>().With.Message.Contains("a directory"));

    [Test]
    public void A_link_stays_a_link_and_what_it_leads_to_is_replaced()
    {
        Directory.CreateDirectory(scratch.At("far"));
        File.CreateSymbolicLink(scratch.At("two"), "one");
        File.CreateSymbolicLink(scratch.At("one"), scratch.At("far/a.txt"));
        foreach (var text in (string[])["made through a link that led to nothing", "replaced"])
        {
            using var file = AtomicFile.Create(scratch.At("two"));
            file.Stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Commit();

            Assert.That(File.ReadAllText(scratch.At("far/a.txt")), Is.EqualTo(text));
            Assert.That(new FileInfo(scratch.At("two")).LinkTarget, Is.EqualTo("one"));
        }
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_file_in_shared_memory_is_a_file()
    {
        var path = $"/dev/shm/pipeline-{Guid.NewGuid():N}.csv";
        try
        {
            using (var file = AtomicFile.Create(path))
            {
                file.Stream.Write("new"u8);
                Assert.That(File.Exists(path), Is.False);
                file.Commit();
            }
            Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void What_is_not_complete_is_for_its_owner_alone()
    {
        var path = scratch.Write("a.txt", "before");
        File.SetUnixFileMode(path, (UnixFileMode)511);
        using var old = AtomicFile.Create(path);
        using var young = AtomicFile.Create(scratch.At("b.txt"));

        foreach (var file in (AtomicFile[])[old, young])
            Assert.That(File.GetUnixFileMode(file.Temporary), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_new_file_gets_the_permissions_of_new_files()
    {
        scratch.Write("other.txt", "made by .NET");
        using (var file = AtomicFile.Create(scratch.At("a.txt")))
            file.Commit();

        Assert.That(File.GetUnixFileMode(scratch.At("a.txt")), Is.EqualTo(File.GetUnixFileMode(scratch.At("other.txt"))));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_its_owner_may_not_write_is_replaced_by_force_alone()
    {
        var path = scratch.Write("a.txt", "before");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.That(() => AtomicFile.Create(path), Throws.TypeOf<ConfigException>().With.Message.EqualTo(
            $"{path}: a file that its owner may not write (mode 444); expected a file that may be written, or none. "
            + "Name another place, or replace it all the same with --force."));
        Assert.That(scratch.Names(), Is.EqualTo(["a.txt"]));
        using (var file = AtomicFile.Create(path, force: true))
        {
            file.Stream.Write("new"u8);
            file.Commit();
        }
        Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_file_of_another_owner_is_replaced_by_force_alone_and_stays_theirs()
    {
        var path = scratch.Write("a.txt", "before");
        if (Posix.Own(path, 4711, 4712) != 0)
            Assert.Ignore("Nobody but root may give files away.");

        Assert.That(() => AtomicFile.Create(path), Throws.TypeOf<ConfigException>().With.Message.Contains("a file of another owner (user 4711)"));
        using (var file = AtomicFile.Create(path, force: true))
            file.Commit();
        var after = FileStatus.Of(path)!;
        Assert.That((after.Owner, after.Group), Is.EqualTo((4711u, 4712u)));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Who_may_read_a_file_stays_as_it_was()
    {
        var path = scratch.Write("a.txt", "before");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (var file = AtomicFile.Create(path))
            file.Commit();

        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
