using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.MlNet;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts.MlNet;

/// <summary>
/// ML.NET may store weights without their zeros, each behind its slot. Its trainers of today leave the zeros in, so the zips are forged: what
/// they come to is held to what ML.NET makes of the same bytes.
/// </summary>
[TestFixture]
internal sealed class SparseWeightsTests
{
    private const int Header = 3 * sizeof(int);

    [Test]
    public void Of_a_weighted_sum_each_goes_to_its_slot() => HoldToMlNet(Loader.LinearBinary, numbers =>
    {
        // Bytes of a number, bias, width, no slots; then the weights behind their count.
        var weights = Singles(numbers, Header + (2 * sizeof(int)), BitConverter.ToInt32(numbers, 2 * sizeof(int)));
        var slots = EverySecond(weights.Length);
        return [.. numbers[..Header], .. Counted(slots), .. Counted([.. slots.Select(slot => weights[slot])])];
    }, model => ((ScoreNode.Dot)((ModelNode.Binary)model).Score).Weights);

    [Test]
    public void So_they_do_of_one_sum_a_class() => HoldToMlNet(Loader.MaximumEntropy, numbers =>
    {
        // Bytes of a number, width, classes and their biases, no starts, no slots; then the weights of all classes behind their count.
        var (width, classes) = (BitConverter.ToInt32(numbers, sizeof(int)), BitConverter.ToInt32(numbers, 2 * sizeof(int)));
        var biases = numbers[..(Header + (classes * sizeof(int)))];
        var weights = Singles(numbers, biases.Length + Header, classes * width);
        var slots = EverySecond(width);
        return
        [
            .. biases, .. Counted([.. Enumerable.Range(0, classes + 1).Select(k => k * slots.Length)]),
            .. Counted([.. Enumerable.Range(0, classes).SelectMany(_ => slots)]),
            .. Counted([.. Enumerable.Range(0, classes).SelectMany(k => slots.Select(slot => weights[(k * width) + slot]))]),
        ];
    }, model => ((ScoreNode.Dot)model.ClassScores.ElementAt(1)).Weights);

    private static void HoldToMlNet(Loader loader, Func<byte[], byte[]> thin, Func<ModelNode, float[]> weights)
    {
        using var scratch = new Scratch();
        var (zip, name) = Enumerable.Range(0, TrainedZips.Count).Select(TrainedZips.Of).Select(bytes => (bytes, ZipEdits.Entries(bytes)
            .FirstOrDefault(entry => entry.Name.EndsWith("Model.key", StringComparison.Ordinal) && ForgedEntry.Of(entry.Content).Loader == loader).Name))
            .First(found => found.Name is not null);
        var thinned = ZipEdits.Forge(zip, name, bytes => ForgedEntry.Of(bytes) is var entry ? (entry with { Numbers = thin(entry.Numbers) }).ToBytes() : []);

        var opened = ModelZipReader.Open(scratch.Write("model.zip", thinned));

        Assert.That(GraphText.Of(opened.Graph), Is.EqualTo(GraphText.Of(ChainCompiler.Compile(opened.Model))));
        Assert.That(weights(opened.Graph.Model).Select((weight, slot) => (weight != 0) == (slot % 2 == 0)), Has.None.False);
    }

    private static int[] EverySecond(int width) => [.. Enumerable.Range(0, width).Where(slot => slot % 2 == 0)];

    private static float[] Singles(byte[] bytes, int at, int count) =>
        [.. Enumerable.Range(0, count).Select(i => BitConverter.ToSingle(bytes, at + (i * sizeof(float))))];

    private static byte[] Counted(int[] numbers) => [.. BitConverter.GetBytes(numbers.Length), .. numbers.SelectMany(BitConverter.GetBytes)];

    private static byte[] Counted(float[] numbers) => [.. BitConverter.GetBytes(numbers.Length), .. numbers.SelectMany(BitConverter.GetBytes)];
}
