using System.Buffers.Binary;
using System.IO.Compression;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts.Container;

/// <summary>What the container of a zip may be, told before anything in it is unpacked.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ZipDirectoryTests
{
    private const int EndBytes = 22;
    private readonly Scratch scratch = new();
    private byte[] zip = [];

    [OneTimeSetUp]
    public void Train() => zip = File.ReadAllBytes(SmallModel.Train(scratch));

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [TestCase("../evil")]
    [TestCase("TransformerChain/../../evil")]
    [TestCase("/etc/passwd")]
    [TestCase("a\\b")]
    [TestCase("C:evil")]
    [TestCase("a//b")]
    [TestCase("a/")]
    [TestCase("naïve")]
    public void A_name_that_leads_elsewhere_is_refused(string name) =>
        Assert.That(Refusals.Of(scratch, ZipEdits.Forge(zip, entries => entries.Add((name, [1])))).Found, Is.EqualTo("a name that no entry of a model has"));

    [Test]
    public void Anything_before_behind_or_between_is_damage()
    {
        Assert.That(Found([.. zip, 0]), Does.Contain("1 bytes behind the end of the zip"));
        Assert.That(Found([0, .. zip]), Does.Contain("bytes before the zip begins"));
        Assert.That(Found([.. zip, .. zip]), Does.Contain("bytes before the zip begins"));
        Assert.That(Found([.. "#!/bin/sh\n"u8, .. zip]), Does.Contain("bytes before the zip begins"));
        Assert.That(Found([.. zip[..^2], 1, 0, 65]), Does.Contain("bytes behind the end of the zip"));
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(zip.Length - 6));
        byte[] hidden = [.. zip[..directory], .. "hidden"u8, .. zip[directory..]];
        BinaryPrimitives.WriteInt32LittleEndian(hidden.AsSpan(hidden.Length - 6), directory + 6);
        Assert.That(Found(hidden), Does.Contain("6 bytes between the entries and the directory"));
    }

    [Test]
    public void A_wrong_checksum_is_damage_though_the_digest_is_right()
    {
        var (header, record) = First();
        var damaged = (byte[])zip.Clone();
        damaged[header + 14] ^= 1;
        damaged[record + 16] ^= 1;

        Assert.That(Found(damaged), Does.StartWith("content that does not match its CRC"));
    }

    [TestCase(8, 1, "an encrypted entry")]
    [TestCase(8, 8, "an entry of a kind that train does not write")]
    [TestCase(10, 12, "compression method 12")]
    public void Encryption_streamed_sizes_and_other_methods_are_refused(int at, byte value, string found)
    {
        var (header, record) = First();
        var forged = (byte[])zip.Clone();
        forged[header + at - 2] = forged[record + at] = value;

        Assert.That(Found(forged), Does.StartWith(found));
    }

    [Test]
    public void A_header_that_says_something_else_than_the_directory_is_refused()
    {
        var (header, record) = First();
        foreach (var at in (int[])[6, 8, 14, 18, 22, 30])
        {
            var forged = (byte[])zip.Clone();
            forged[header + at] ^= 2;
            Assert.That(() => ModelZipReader.Open(scratch.Write("model.zip", forged)), Throws.TypeOf<ArtifactException>(), $"byte {at}");
        }
        Assert.That(record, Is.Positive);
    }

    [Test]
    public void Large_entries_are_refused_before_they_are_unpacked()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(Found(WithZeros(600L << 20)), Does.StartWith("an entry of 629,145,600 bytes"));
        Assert.That(Found(WithSizeOf(0xFFFF_FFF0)), Does.StartWith("an entry of 4,294,967,280 bytes"));
        Assert.That(Found(WithZeros(200L << 20)), Does.StartWith("entries of 209,"), "a hundred bytes of content for each of the file");

        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(64 << 20), "bytes");
    }

    [Test]
    public void Content_of_another_length_than_stated_is_refused()
    {
        foreach (var difference in (int[])[-1, 1])
        {
            var (header, record) = First();
            var forged = (byte[])zip.Clone();
            foreach (var at in (int[])[header + 22, record + 24])
                BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(at), BinaryPrimitives.ReadInt32LittleEndian(forged.AsSpan(at)) + difference);
            Assert.That(Found(forged), Does.StartWith(difference < 0 ? "more content than its header says" : "content that ends too early"));
        }
    }

    [Test]
    public void A_zip_that_is_written_into_a_pipe_opens_again()
    {
        var moved = scratch.At("moved.zip");
        var run = Support.Program.Run("threshold", scratch.Write("model.zip", zip), moved, "--value", "0.3");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(File.ReadAllBytes(moved).AsSpan(6)) & 8, Is.Zero, "no sizes behind the entries");
    }

    /// <summary>Where the header and the record of the first entry that is no manifest begin.</summary>
    private (int Header, int Record) First() => (0, (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(zip.Length - EndBytes + 16)));

    private static byte[] WithZeros(long bytes)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var target = archive.CreateEntry("zeros", CompressionLevel.Fastest).Open();
            var zeros = new byte[64 << 10];
            for (long written = 0; written < bytes; written += zeros.Length)
                target.Write(zeros);
        }
        return stream.ToArray();
    }

    private byte[] WithSizeOf(uint bytes)
    {
        var (header, record) = First();
        var forged = (byte[])zip.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(forged.AsSpan(header + 22), bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(forged.AsSpan(record + 24), bytes);
        return forged;
    }

    private string Found(byte[] bytes) => Refusals.Of(scratch, bytes).Found;
}
