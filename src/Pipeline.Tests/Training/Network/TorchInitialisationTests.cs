using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>Bounds and deviations of initial weights, and what is drawn within them.</summary>
[TestFixture]
internal sealed class TorchInitialisationTests
{
    private static readonly JsonNode Json = TorchFile.Read("c10-initialisation").Json;

    [Test]
    public void Gains_are_those_of_PyTorch()
    {
        foreach (var gain in Json["gains"]!.AsArray())
            Assert.That(InitialWeights.Gain(Activation(gain!)), Is.EqualTo((double)gain!["gain"]!).Within(1e-15));
    }

    [Test]
    public void Bounds_and_deviations_are_those_of_PyTorch()
    {
        var schemes = Json["schemes"]!.AsArray();
        foreach (var json in schemes)
        {
            var (name, inputs, outputs) = ((string)json!["scheme"]!, (int)json["fanIn"]!, (int)json["fanOut"]!);
            if (name == "default")
            {
                Assert.That(InitialWeights.DefaultBound(inputs), Is.EqualTo((double)json["weightBound"]!).Within(1e-15));
                Assert.That(InitialWeights.DefaultBound(inputs), Is.EqualTo((double)json["biasBound"]!).Within(1e-15));
                continue;
            }
            var scheme = Enum.Parse<WeightScheme>(name, ignoreCase: true);
            var deviation = InitialWeights.Deviation(scheme, (string?)json["mode"] == "fanOut" ? outputs : inputs, inputs + outputs,
                InitialWeights.Gain(Activation(json)));
            var ours = json["bound"] is null ? deviation : InitialWeights.Bound(deviation);
            var theirs = (double)(json["bound"] ?? json["deviation"])!;
            Assert.That(ours, Is.EqualTo(theirs).Within(1e-15 * Math.Max(1, theirs)), json.ToJsonString());
        }
        Assert.That(schemes, Has.Count.EqualTo(218));
    }

    [TestCase(WeightScheme.Default)]
    [TestCase(WeightScheme.KaimingUniform)]
    [TestCase(WeightScheme.KaimingNormal)]
    [TestCase(WeightScheme.XavierUniform)]
    [TestCase(WeightScheme.XavierNormal)]
    public void Weights_have_the_deviation_of_their_scheme(WeightScheme scheme)
    {
        var arrays = Filled(scheme, 7);
        var weights = arrays.Layout.Find(0, "weight")!.Of(arrays.Parameters).ToArray();
        var bound = scheme == WeightScheme.Default ? InitialWeights.DefaultBound(200)
            : InitialWeights.Bound(InitialWeights.Deviation(scheme, 200, 500, Math.Sqrt(2)));

        Assert.That(weights.Average(), Is.Zero.Within(0.03 * bound));
        Assert.That(Math.Sqrt(weights.Average(weight => weight * weight)), Is.EqualTo(bound / Math.Sqrt(3)).Within(0.02 * bound));
        if (scheme is not (WeightScheme.KaimingNormal or WeightScheme.XavierNormal))
            Assert.That(weights.Max(Math.Abs), Is.LessThanOrEqualTo(bound).And.GreaterThan(0.99 * bound));
        Assert.That(arrays.Layout.Find(0, "bias")!.Of(arrays.Parameters).ToArray().Max(Math.Abs), scheme == WeightScheme.Default ? Is.Positive : Is.Zero);
        Assert.That(Filled(scheme, 7).Parameters, Is.EqualTo(arrays.Parameters));
        Assert.That(Filled(scheme, 8).Parameters, Is.Not.EqualTo(arrays.Parameters));
    }

    [Test]
    public void Embeddings_are_normal_and_norms_begin_as_the_identity()
    {
        var layout = new NetworkLayout(new NetworkPlan(0, [new EmbeddingPlan(1000, 10)], [new LayerPlan.BatchNorm(10)]));
        var arrays = new NetworkArrays<double>(layout, layout.NewParameters<double>(), layout.NewBuffers<double>());

        InitialWeights.Fill(arrays, WeightScheme.Default, 3);

        var table = layout.Find("embeddings.0.weight")!.Of(arrays.Parameters).ToArray();
        Assert.That(table.Average(), Is.Zero.Within(0.03));
        Assert.That(table.Average(value => value * value), Is.EqualTo(1).Within(0.05));
        Assert.That(layout.Find(0, "weight")!.Of(arrays.Parameters).ToArray(), Is.All.EqualTo(1));
        Assert.That(layout.Find(0, "bias")!.Of(arrays.Parameters).ToArray(), Is.All.Zero);
        Assert.That(layout.Find(0, "running_mean")!.Of(arrays.Buffers).ToArray(), Is.All.Zero);
        Assert.That(layout.Find(0, "running_var")!.Of(arrays.Buffers).ToArray(), Is.All.EqualTo(1));
    }

    private static NetworkArrays<double> Filled(WeightScheme scheme, ulong seed)
    {
        var layout = new NetworkLayout(new NetworkPlan(200, [], [new LayerPlan.Linear(200, 300, true), new LayerPlan.Relu()]));
        var arrays = new NetworkArrays<double>(layout, layout.NewParameters<double>(), layout.NewBuffers<double>());
        InitialWeights.Fill(arrays, scheme, seed);
        return arrays;
    }

    private static LayerPlan? Activation(JsonNode json) => (string)json["nonlinearity"]! switch
    {
        "relu" => new LayerPlan.Relu(),
        "leakyRelu" => new LayerPlan.LeakyRelu((double)json["slope"]!),
        "tanh" => new LayerPlan.Tanh(),
        _ => null,
    };
}
