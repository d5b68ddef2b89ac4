using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;
using Pipeline.Verification;

namespace Pipeline.Tests.Artifacts;

/// <summary>A zip that is not as train wrote it is refused, or gives the same model to the last bit: never another one.</summary>
[TestFixture]
internal sealed class ZipDamageTests
{
    private readonly Scratch scratch = new();
    private byte[] zip = [];
    private RowBatch rows = null!;
    private Predictions scores = null!;

    [OneTimeSetUp]
    public void Train()
    {
        var path = SmallModel.Train(scratch);
        zip = File.ReadAllBytes(path);
        var model = ModelZipReader.Open(path).Model;
        rows = FileRows.Read(scratch.At("table.csv"), ReadSchemas.ForScoring(model.Signature, []));
        scores = FileRows.Score(model, rows);
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void A_flipped_byte_anywhere_is_refused_or_changes_nothing()
    {
        var refused = 0;
        var offsets = Enumerable.Range(0, zip.Length).Where(offset => offset % Math.Max(1, zip.Length / 150) == 0 || offset < 80 || offset >= zip.Length - 120)
            .ToList();
        foreach (var offset in offsets)
        {
            var damaged = (byte[])zip.Clone();
            damaged[offset] ^= (byte)(1 << (offset % 8));
            refused += IsRefused(damaged, $"byte {offset} flipped") ? 1 : 0;
        }

        // The rest are times, attributes and checksums of the container, which no score depends on.
        Assert.That(refused, Is.GreaterThan(offsets.Count / 2), "most bytes are content");
    }

    [Test]
    public void Every_byte_of_the_directory_and_of_the_entries_headers_may_take_any_value()
    {
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        var random = new Random(1);
        for (var i = 0; i < 250; i++)
        {
            var damaged = (byte[])zip.Clone();
            damaged[directory + random.Next(zip.Length - directory)] = (byte)random.Next(256);
            damaged[random.Next(60)] = (byte)random.Next(256);
            IsRefused(damaged, $"round {i}");
        }
    }

    [Test]
    public void A_truncated_zip_is_refused()
    {
        for (var length = 0; length < zip.Length; length += length < 100 || length > zip.Length - 100 ? 1 : zip.Length / 150)
            Assert.That(IsRefused(zip[..length], $"cut to {length}"), Is.True, $"cut to {length} bytes");
    }

    /// <summary>Opens it; anything but a refusal or the same scores is a failure.</summary>
    private bool IsRefused(byte[] bytes, string what)
    {
        var path = scratch.Write("damaged.zip", bytes);
        OpenedModel opened;
        try
        {
            opened = ModelZipReader.Open(path);
        }
        catch (ArtifactException)
        {
            return true;
        }
        catch (Exception error)
        {
            Assert.Fail($"{what}: {error}");
            return true;
        }
        Assert.That(ScoreParity.Compare(scores, FileRows.Score(opened.Model, rows)), Is.Empty, what);
        using var compiled = CompiledModel.Compile(opened.Graph);
        Assert.That(ScoreParity.Compare(scores, compiled.Score(rows)), Is.Empty, what);
        return false;
    }
}
