using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>Single layers and losses of PyTorch, forward and backward, at values that look for trouble.</summary>
[TestFixture]
internal sealed class TorchLayerTests
{
    [Test]
    public void Layers_and_losses_in_float64_are_those_of_PyTorch() => Assert.That(Compare<double>("c07-layers.float64"), Is.LessThan(1e-10));

    [Test]
    public void Layers_and_losses_in_float32_are_those_of_PyTorch() => Assert.That(Compare<float>("c07-layers.float32"), Is.LessThan(2e-5));

    [Test]
    public void A_batch_of_one_row_is_refused_by_batch_normalisation_in_training()
    {
        var refused = TorchFile.Read("c07-layers.float64").Json["batchNorm"]!.AsArray().Single(test => test!["error"] is not null)!;

        Assert.That(() => BatchNorm<double>(refused, new Worst(), ""), Throws.ArgumentException);
    }

    private static double Compare<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (json, worst) = (TorchFile.Read(name).Json, new Worst());
        foreach (var (i, test) in json["activations"]!.AsArray().Index().Where(test => (string)test.Item!["kind"]! != "sigmoid"))
            Activation<T>(test!, worst, Where("activation", i));
        foreach (var (i, test) in json["crossEntropy"]!.AsArray().Index())
            Loss<T>(TorchFile.CrossEntropy(test!), test!, "logit", worst, Where("cross-entropy", i));
        foreach (var (i, test) in json["bceWithLogits"]!.AsArray().Index())
            Loss<T>(new LossPlan.BinaryCrossEntropy((double)test!["posWeight"]!), test!, "logit", worst, Where("binary", i));
        foreach (var (i, test) in json["huber"]!.AsArray().Index())
            Loss<T>(new LossPlan.Huber((double)test!["delta"]!), test!, "prediction", worst, Where("Huber", i));
        foreach (var (i, test) in json["mse"]!.AsArray().Index())
            Loss<T>(new LossPlan.SquaredError(), test!, "prediction", worst, Where("squares", i));
        foreach (var (i, test) in json["batchNorm"]!.AsArray().Index().Where(test => test.Item!["error"] is null))
            BatchNorm<T>(test!, worst, Where("batch norm", i));
        TestContext.Out.WriteLine($"{worst.Compared} numbers, {worst.Difference:G2} at {worst.Where}");
        return worst.Difference;
    }

    private static void Activation<T>(JsonNode test, Worst worst, string where)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerPlan plan = (string)test["kind"]! switch
        {
            "relu" => new LayerPlan.Relu(),
            "leakyRelu" => new LayerPlan.LeakyRelu((double)test["slope"]!),
            _ => new LayerPlan.Tanh(),
        };
        var layer = NetworkLayers.Of(Arrays<T>(new NetworkPlan(1, [], [plan])))[0];
        var (x, y, dy, dx) = (InColumns<T>(test["x"]!), InColumns<T>(test["x"]!), InColumns<T>(test["outputGradient"]!), InColumns<T>(test["x"]!));
        using var crew = new Crew(1);
        layer.Train(crew, x, y);
        layer.Backward(crew, x, y, dy, dx, 0);
        worst.See(where, TorchReplay<T>.RowMajor(y), test["output"]!);
        worst.See(where + " back", TorchReplay<T>.RowMajor(dx), test["inputGradient"]!);
        layer.Evaluate(crew, x, y);
        worst.See(where + " evaluated", TorchReplay<T>.RowMajor(y), test["output"]!);
    }

    private static void Loss<T>(LossPlan plan, JsonNode test, string output, Worst worst, string where)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = InColumns<T>(test[output == "logit" ? "logits" : output]!);
        var (labels, gradient) = (Of<T>(test["y"]!), new Columns<T>(z.Features, z.Rows) { Rows = z.Rows });
        var weighted = test["sampleWeight"] is { } weights ? Of<T>(weights) : [];
        var loss = BatchLoss.Of<T>(plan, z, labels, weighted, gradient);
        var byRow = Enumerable.Range(0, z.Rows).Select(row =>
            RowLoss.Of(plan, [.. Enumerable.Range(0, z.Features).Select(k => double.CreateTruncating(z.At(k, row)))], double.CreateTruncating(labels[row])));
        worst.See(where + " rows", [.. byRow], test["lossByRow"]!);
        // With sample weights the file's loss is divided by their sum, as ours, and lossOverRows by the rows; the gradient is that of the former.
        worst.See(where, [loss.Mean], test["loss"]!);
        worst.See(where + " back", TorchReplay<T>.RowMajor(gradient), test[output + "Gradient"]!);
    }

    private static void BatchNorm<T>(JsonNode test, Worst worst, string where)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, features) = (InColumns<T>(test["x"]!), (int)test["x"]!["shape"]![1]!);
        var arrays = Arrays<T>(new NetworkPlan(features, [], [new LayerPlan.BatchNorm(features, (double)test["eps"]!, (double)test["momentum"]!)]));
        foreach (var (name, tensor) in ((string, JsonNode)[])[("weight", test["weight"]!), ("bias", test["bias"]!)])
            Of<T>(tensor).CopyTo(arrays.Layout.Find(0, name)!.Of(arrays.Parameters));
        foreach (var (name, tensor) in Statistics(test["before"]!))
            Of<T>(tensor).CopyTo(arrays.Layout.Find(0, name)!.Of(arrays.Buffers));
        var (layer, y, dy) = (NetworkLayers.Of(arrays)[0], InColumns<T>(test["x"]!), InColumns<T>(test["outputGradient"] ?? test["x"]!));
        layer.Reserve(x.Rows);
        using var crew = new Crew(1);
        if ((string)test["mode"]! == "eval")
        {
            layer.Evaluate(crew, x, y);
            worst.See(where, TorchReplay<T>.RowMajor(y), test["output"]!);
            return;
        }
        layer.Train(crew, x, y);
        worst.See(where, TorchReplay<T>.RowMajor(y), test["output"]!);
        foreach (var (name, tensor) in Statistics(test["after"]!))
            worst.See($"{where} {name}", TorchReplay<T>.Numbers(arrays.Layout.Find(0, name)!.Of(arrays.Buffers)), tensor);
        layer.Backward(crew, x, y, dy, x, 0);
        // Of two rows the gradient is a residue of the size of eps, right to a few digits in float32.
        if (x.Rows > 2 || typeof(T) == typeof(double))
            worst.See(where + " back", TorchReplay<T>.RowMajor(x), test["inputGradient"]!);
        worst.See(where + " weight", TorchReplay<T>.Numbers(arrays.Layout.Find(0, "weight")!.Of(arrays.Gradients)), test["weightGradient"]!);
        worst.See(where + " bias", TorchReplay<T>.Numbers(arrays.Layout.Find(0, "bias")!.Of(arrays.Gradients)), test["biasGradient"]!);
    }

    private static IEnumerable<(string Name, JsonNode Tensor)> Statistics(JsonNode json) =>
        [("running_mean", json["runningMean"]!), ("running_var", json["runningVar"]!)];

    private static string Where(string what, int i) => string.Create(CultureInfo.InvariantCulture, $"{what} {i}");

    private static NetworkArrays<T> Arrays<T>(NetworkPlan plan)
    {
        var layout = new NetworkLayout(plan);
        return new NetworkArrays<T>(layout, layout.NewParameters<T>(), layout.NewBuffers<T>());
    }

    private static T[] Of<T>(JsonNode tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(TorchFile.Numbers(tensor), T.CreateTruncating);

    private static Columns<T> InColumns<T>(JsonNode tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = tensor["shape"]!.AsArray().Select(length => (int)length!).ToArray();
        var columns = new Columns<T>(shape is [_, var features] ? features : 1, shape[0]) { Rows = shape[0] };
        foreach (var (i, value) in Of<T>(tensor).Index())
            columns.At(i % columns.Features, i / columns.Features) = value;
        return columns;
    }
}
