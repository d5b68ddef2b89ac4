using NUnit.Framework;
using Pipeline.Graph;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Networks in both back ends, bit for bit, over rows that look for trouble.</summary>
[TestFixture]
internal sealed class NetworkParityTests
{
    private const int Rows = 300;
    private static readonly CalibratorNode platt = new CalibratorNode.Platt(-1, 0);

    [Test]
    public void Every_activation([Values] Activation activation)
    {
        var random = new Random(3);
        // One weight of 1 and no bias: the activation sees the probes themselves.
        var echo = new DenseLayer([[1f]], [-0f], activation);
        Parity.Check(Graphs.Regression([Graphs.Plain(1)], new ScoreNode.Dot([1], -0f)) with { Layers = [echo] }, 2000, 1 / 16f, -1 / 16f, 9.01f, -9.01f, 44.4f,
            -44.4f, 354f, 1e-20f);
        Parity.Check(Graphs.Regression(Graphs.Mixed, Graphs.Dot(random, 6)) with
        { Layers = [Graphs.Layer(random, 15, 5, activation), Graphs.Layer(random, 5, 6, activation)] }, Rows);
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(7)]
    [TestCase(257)]
    [TestCase(520)]
    public void Layers_of_any_width(int inputs)
    {
        var random = new Random(inputs);
        var layers = new[] { Graphs.Layer(random, inputs + 5, 9, Activation.Relu) };
        Parity.Check(Graphs.Regression([Graphs.Plain(inputs), Graphs.Categories(0, 5, fill: 3)], Graphs.Dot(random, 9)) with { Layers = layers }, 130);
    }

    [Test]
    public void Layers_of_categories_alone()
    {
        var random = new Random(5);
        Parity.Check(Graphs.Regression([Graphs.Categories(0, 5), Graphs.Categories(1, 3, 1)], Graphs.Dot(random, 3)) with
        { Layers = [Graphs.Layer(random, 8, 3, Activation.Tanh)] }, 100);
    }

    [Test]
    public void Wide_hidden_layers_keep_their_lanes()
    {
        var random = new Random(6);
        var layers = new[] { Graphs.Layer(random, 15, 300, Activation.Relu), Graphs.Layer(random, 300, 8, Activation.Sigmoid) };
        Parity.Check(Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, 3).Select(_ => Graphs.Dot(random, 8))]), 3) with { Layers = layers },
            100);
    }

    [Test]
    public void Any_batch_gives_the_same_bits()
    {
        const int rows = 129;
        var random = new Random(8);
        var graph = Graphs.Of(Graphs.Mixed, new ModelNode.Binary(Graphs.Dot(random, 8), platt, 0.5)) with
        { Layers = [Graphs.Layer(random, 15, 12, Activation.Relu), Graphs.Layer(random, 12, 8, Activation.Tanh)] };
        var input = Probes.Rows(graph, rows, random);
        var expected = Parity.Managed(graph, input);

        foreach (var capacity in (int[])[1, 2, 7, rows - 1, rows + 1, 8192])
            Bits.AssertSame(Parity.Onnx(graph, input, capacity), expected);
    }

    [Test]
    public void A_layer_is_the_sums_that_its_order_states()
    {
        var random = new Random(9);
        var layer = Graphs.Layer(random, 40, 5, Activation.Relu);
        var graph = Graphs.Regression([Graphs.Plain(40)], Graphs.Dot(random, 5)) with { Layers = [layer] };
        var head = (ScoreNode.Dot)((Pipeline.Graph.ModelNode.Regression)graph.Model).Score;
        var input = Probes.Rows(graph, 50, random);

        var actual = Parity.Managed(graph, input).Score.ToArray();
        for (var row = 0; row < input.Rows; row++)
        {
            double score = head.Bias;
            for (var output = 0; output < layer.Outputs; output++)
            {
                double sum = layer.Bias[output];
                for (var k = 0; k < 40; k++)
                    sum += layer.Weights[output][k] * input.Numbers[k][row];
                score += head.Weights[output] * (double)((float)sum < 0 ? 0 : (float)sum);
            }
            Assert.That(actual[row], Is.EqualTo((float)score));
        }
    }
}
