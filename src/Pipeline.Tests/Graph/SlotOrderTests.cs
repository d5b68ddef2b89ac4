using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Tests.Graph.Onnx;

namespace Pipeline.Tests.Graph;

[TestFixture]
internal sealed class SlotOrderTests
{
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(256, 1)]
    [TestCase(257, 2)]
    [TestCase(512, 2)]
    [TestCase(513, 4)]
    [TestCase(10_000, 64)]
    public void Lanes_double_so_that_none_has_more_than_256_slots(int slots, int lanes) => Assert.That(SlotOrder.Lanes(slots), Is.EqualTo(lanes));

    [TestCase(200)]
    [TestCase(601)]
    public void A_dot_product_is_the_sum_that_the_order_states(int slots)
    {
        var random = new Random(slots);
        var dot = (ScoreNode.Dot)Graphs.Dot(random, slots + 4);
        var graph = Graphs.Regression([Graphs.Plain(slots), Graphs.Categories(0, 4)], dot);
        var input = Probes.Rows(graph, 50, random);

        var actual = Parity.Managed(graph, input).Score.ToArray();
        for (var row = 0; row < input.Rows; row++)
        {
            var lanes = new double[SlotOrder.Lanes(slots)];
            lanes[0] = dot.Bias;
            for (var slot = 0; slot < slots; slot++)
                lanes[slot % lanes.Length] += dot.Weights[slot] * input.Numbers[slot][row];
            while (lanes.Length > 1)
                lanes = [.. lanes[..(lanes.Length / 2)].Zip(lanes[(lanes.Length / 2)..], (lower, upper) => lower + upper)];
            var category = input.Categories[0][row];
            Assert.That(actual[row], Is.EqualTo((float)(category < 0 ? lanes[0] : lanes[0] + dot.Weights[slots + category])));
        }
    }
}
