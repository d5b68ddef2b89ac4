using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Files;

/// <summary>What is at the end of a path decides how it is written.</summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class OutputFileTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Make() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void A_device_is_written_to_and_never_replaced()
    {
        Directory.CreateSymbolicLink(scratch.At("devices"), "/dev");
        File.CreateSymbolicLink(scratch.At("link"), "/dev/null");
        File.CreateSymbolicLink(scratch.At("link-to-link"), "link");
        foreach (var path in (string[])["/dev/null", scratch.At("link"), scratch.At("link-to-link"), scratch.At("devices/null")])
            Write(path, "gone");

        Assert.That(FileStatus.Of("/dev/null")?.Kind, Is.EqualTo(FileKind.CharacterDevice));
        Assert.That(new FileInfo(scratch.At("link")).LinkTarget, Is.EqualTo("/dev/null"));
        Assert.That(scratch.Names(), Is.EqualTo(["devices", "link", "link-to-link"]));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_device_anywhere_is_a_device()
    {
        if (Ended("mknod", scratch.At("null"), "c", "1", "3") != 0)
            Assert.Ignore("Nobody but root may make a device.");

        Write(scratch.At("null"), "gone");

        Assert.That(FileStatus.Of(scratch.At("null"))?.IsNull, Is.True);
        Assert.That(scratch.Names(), Is.EqualTo(["null"]));
    }

    [Test]
    public void A_device_that_does_not_exist_is_no_place() =>
        Assert.That(() => Open("/dev/nowhere/none"), Throws.TypeOf<ConfigException>());

    [Test]
    public void A_named_pipe_takes_the_bytes_and_stays()
    {
        Ended("mkfifo", scratch.At("pipe"));
        var reading = Task.Run(() => File.ReadAllText(scratch.At("pipe")));

        Write(scratch.At("pipe"), "through");

        Assert.That(reading.Result, Is.EqualTo("through"));
        Assert.That(FileStatus.Of(scratch.At("pipe"))?.Kind, Is.EqualTo(FileKind.Pipe));
        Assert.That(scratch.Names(), Is.EqualTo(["pipe"]));
    }

    [Test]
    public void What_goes_to_a_device_can_be_read_before_it_goes()
    {
        using var file = OutputFile.Open("/dev/null", NoStream, readAgain: true);
        file.Stream.Write("zip"u8);
        file.Finish();
        Assert.That(File.ReadAllText(file.Temporary!), Is.EqualTo("zip"));
        file.Place();
        file.Dispose();

        Assert.That(File.Exists(file.Temporary!), Is.False);
    }

    [Test]
    public void A_regular_file_behind_a_linked_folder_is_replaced()
    {
        scratch.Write("far/a.txt", "before");
        Directory.CreateSymbolicLink(scratch.At("near"), "far");
        using (var file = Open(scratch.At("near/a.txt")))
        {
            file.Stream.Write("new"u8);
            Assert.That(File.ReadAllText(scratch.At("far/a.txt")), Is.EqualTo("before"));
            file.Commit();
        }

        Assert.That(File.ReadAllText(scratch.At("far/a.txt")), Is.EqualTo("new"));
        Assert.That(new FileInfo(scratch.At("near")).LinkTarget, Is.EqualTo("far"));
    }

    [TestCase("-", true)]
    [TestCase("/dev/stdout", true)]
    [TestCase("/dev/fd/1", true)]
    [TestCase("/proc/self/fd/1", true)]
    [TestCase("/dev/../proc/self/fd/1", true)]
    [TestCase("/dev/stderr", false)]
    [TestCase("/dev/fd/11", false)]
    [TestCase("/dev/null", false)]
    [TestCase("stdout", false)]
    [Platform(Include = "Linux")]
    public void Standard_output_has_many_names(string path, bool isStandardOutput) =>
        Assert.That(OutputFile.IsStandardOutput(path), Is.EqualTo(isStandardOutput));

    [Test]
    [Platform(Include = "Linux")]
    public void A_link_to_standard_output_is_standard_output()
    {
        File.CreateSymbolicLink(scratch.At("out"), "/dev/stdout");

        Assert.That(OutputFile.IsStandardOutput(scratch.At("out")), Is.True);
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_descriptor_that_nobody_handed_over_is_no_place()
    {
        using var own = File.OpenHandle(scratch.Write("own.txt", ""), access: FileAccess.Write);

        Assert.That(() => Open($"/dev/fd/{own.DangerousGetHandle()}"),
            Throws.TypeOf<ConfigException>().With.Message.Contains("a descriptor that is not open for writing"));
    }

    private static void Write(string path, string text)
    {
        using var file = Open(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Commit();
    }

    private static OutputFile Open(string path) => OutputFile.Open(path, NoStream);

    private static Stream NoStream() => throw new InvalidOperationException();

    private static int Ended(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
