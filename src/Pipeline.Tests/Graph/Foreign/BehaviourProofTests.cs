using NUnit.Framework;
using Pipeline.Graph.Foreign;

namespace Pipeline.Tests.Graph.Foreign;

[TestFixture]
internal sealed class BehaviourProofTests
{
    private const int Features = 3;

    private static readonly float[] rows = [.. Enumerable.Range(0, BehaviourProof.Rows * Features).Select(i => MathF.Sin(i))];

    [Test]
    public void A_function_of_the_row_is_proven()
    {
        Assert.That(BehaviourProof.Find((batch, count) => Sums(batch, count), rows, Features), Is.Empty);
    }

    [Test]
    public void One_bit_of_one_row_is_found_and_named()
    {
        var differences = BehaviourProof.Find((batch, count) =>
        {
            var sums = Sums(batch, count);
            if (count == 32 && batch[0] == rows[0])
                sums[3] = MathF.BitIncrement(sums[3]);
            return sums;
        }, rows, Features);

        Assert.That(differences.Select(difference => (difference.Way, difference.RowsDiffering, difference.Rows, difference.Row, difference.Output)),
            Is.EqualTo([("in batches of 32", 1, 512, 3, 0), ("in batches of 32, once more", 1, 512, 3, 0)]));
        Assert.That(differences[0].Difference, Is.InRange(1e-9, 1e-6));
    }

    [Test]
    public void What_changes_from_call_to_call_is_found_alone_already()
    {
        var calls = 0;
        var differences = BehaviourProof.Find((batch, count) => Array.ConvertAll(Sums(batch, count), sum => sum + (calls++ % 1000)), rows, Features);

        Assert.That(differences[0].Way, Is.EqualTo("alone, once more"));
    }

    [Test]
    public void What_looks_at_neighbours_shows_in_shuffled_rows_though_batches_agree()
    {
        // The first row of a batch of 512 in order is row 0; shuffled it is another.
        var differences = BehaviourProof.Find((batch, count) => Array.ConvertAll(Sums(batch, count), sum => count == 512 && batch[0] != rows[0] ? sum + 0.5f
            : sum),
            rows, Features);

        Assert.That(differences.Select(difference => difference.Way), Is.EqualTo(["shuffled, in batches of 512"]));
        Assert.That(differences[0].In("m.onnx").ToString(),
            Does.StartWith("m.onnx: 512 of 512 rows have other scores shuffled, in batches of 512; the largest difference is 0.5"));
    }

    [Test]
    public void Another_number_of_outputs_is_a_difference()
    {
        Assert.That(BehaviourProof.Find((_, count) => new float[count == 1 ? 1 : 10], rows, Features), Is.Not.Empty);
    }

    [Test]
    public void Fewer_rows_than_a_batch_prove_what_they_can()
    {
        Assert.That(BehaviourProof.Find((batch, count) => Sums(batch, count), rows[..(5 * Features)], Features), Is.Empty);
        Assert.That(BehaviourProof.Find((batch, count) => [.. Enumerable.Repeat((float)count, count)], rows[..(5 * Features)], Features), Is.Not.Empty);
    }

    private static float[] Sums(float[] batch, int count) => [.. batch.Chunk(Features).Take(count).Select(row => row.Sum())];
}
