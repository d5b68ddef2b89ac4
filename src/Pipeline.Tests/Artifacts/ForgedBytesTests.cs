using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Graph.MlNet;
using Pipeline.Model.Problems;
using Pipeline.Tests.Artifacts.MlNet;
using Pipeline.Tests.Stock;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;

namespace Pipeline.Tests.Artifacts;

/// <summary>
/// Bytes of the chain's entries replaced at random, with digests that fit: a refusal, or a model that scores, that ML.NET loads too, and that is the same in
/// both; nothing else.
/// </summary>
[TestFixture]
internal sealed class ForgedBytesTests
{
    private const int Seeds = 25;
    private const long MostBytes = 256 << 20;
    private static readonly byte[] telling = [0, 1, 2, 0x7f, 0x80, 0xff];

    public static IEnumerable<TestCaseData> Cases() => StockCases.All.Select((c, i) => new TestCaseData(i).SetArgDisplayNames(c.Name));

    [TestCaseSource(nameof(Cases))]
    public void Any_bytes_are_refused_or_make_a_model(int index)
    {
        using var scratch = new Scratch();
        var zip = TrainedZips.Of(index);
        var table = TrainedZips.Table(scratch, StockCases.All[index]);
        var names = ZipEdits.Entries(zip).Select(entry => entry.Name).Where(
            name => !name.StartsWith("pipeline/", StringComparison.Ordinal) && !name.EndsWith(".txt", StringComparison.Ordinal)).ToList();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random((index * 1000) + seed);
            var name = names[random.Next(names.Count)];
            var forged = ZipEdits.Forge(zip, name, bytes => Changed(bytes, random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.That(Harm(scratch.Write("model.zip", forged), table), Is.Null, $"seed {seed}, {name}");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), $"seed {seed}, {name}");
        }
    }

    private static byte[] Changed(byte[] bytes, Random random)
    {
        var changed = (byte[])bytes.Clone();
        // The front of the numbers holds the counts; a third of the changes go there.
        var (start, end) = random.Next(3) == 0 && bytes.Length > 300 ? (256, 300) : (0, bytes.Length);
        for (var i = random.Next(3); i >= 0; i--)
            changed[random.Next(start, end)] = random.Next(2) == 0 ? telling[random.Next(telling.Length)] : (byte)random.Next(256);
        return changed;
    }

    private static string? Harm(string path, string table)
    {
        OpenedModel opened;
        try
        {
            opened = ModelZipReader.Open(path);
        }
        catch (ArtifactException)
        {
            return null;
        }
        catch (Exception error)
        {
            return error.ToString();
        }
        try
        {
            if (GraphText.Of(opened.Graph) != GraphText.Of(ChainCompiler.Compile(opened.Model)))
                return "another graph than that of the chain as ML.NET loads it";
            return FileRows.Score(opened.Model, table).Count > 0 ? null : "no scores";
        }
        catch (Exception error)
        {
            return error.ToString();
        }
    }
}
