using System.Diagnostics;
using System.IO.Compression;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Scoring;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring;

[TestFixture]
internal sealed class ScoreOutputTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Make() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void A_name_that_ends_in_gz_is_gzip()
    {
        using (var output = Open("out.csv.gz"))
        {
            output.Stream.Write("Score\n1\n"u8);
            Commit(output);
        }
        using var text = new StreamReader(new GZipStream(File.OpenRead(scratch.At("out.csv.gz")), CompressionMode.Decompress));

        Assert.That(text.ReadToEnd(), Is.EqualTo("Score\n1\n"));
    }

    [TestCase("out.csv")]
    [TestCase("out.csv.gz")]
    public void Without_a_commit_nothing_changes(string name)
    {
        scratch.Write(name, "before");
        using (var output = Open(name))
            output.Stream.Write("Score\n1\n"u8);

        Assert.That(File.ReadAllText(scratch.At(name)), Is.EqualTo("before"));
        Assert.That(scratch.Names(), Is.EqualTo(new[] { name }));
    }

    [Test]
    public void A_dash_is_standard_output_which_stays_open()
    {
        using var stream = new MemoryStream();
        using (var output = new ScoreOutput(OutputFile.Open("-", () => stream)))
        {
            output.Stream.Write("x"u8);
            Commit(output);
        }

        Assert.That(stream.CanWrite, Is.True);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Another_name_of_an_input_is_replaced_and_the_input_stays()
    {
        scratch.Write("in.csv", "x\n");
        using (var link = Process.Start("ln", [scratch.At("in.csv"), scratch.At("hard.csv")]))
            link.WaitForExit();
        using (var output = Open("hard.csv"))
        {
            output.Stream.Write("Score\n"u8);
            Commit(output);
        }

        Assert.That(File.ReadAllText(scratch.At("in.csv")), Is.EqualTo("x\n"));
        Assert.That(File.ReadAllText(scratch.At("hard.csv")), Is.EqualTo("Score\n"));
    }

    private ScoreOutput Open(string name) => new(OutputFile.Open(scratch.At(name), () => throw new InvalidOperationException()));

    private static void Commit(ScoreOutput output)
    {
        output.Finish();
        ((IOutput)output).File.Place();
    }
}
