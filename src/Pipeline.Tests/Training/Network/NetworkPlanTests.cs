using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

[TestFixture]
internal sealed class NetworkPlanTests
{
    [Test]
    public void A_stack_has_no_bias_in_front_of_batch_normalisation()
    {
        var plan = NetworkPlan.Stack(30, [new EmbeddingPlan(9, 2)], [64, 16], width => new LayerPlan.BatchNorm(width), new LayerPlan.Relu(), 0.3, 1);

        Assert.That(plan.Layers, Is.EqualTo(new LayerPlan[]
        {
            new LayerPlan.Linear(32, 64, false), new LayerPlan.BatchNorm(64), new LayerPlan.Relu(), new LayerPlan.Dropout(0.3),
            new LayerPlan.Linear(64, 16, false), new LayerPlan.BatchNorm(16), new LayerPlan.Relu(), new LayerPlan.Dropout(0.3),
            new LayerPlan.Linear(16, 1, true),
        }));
        Assert.That((plan.Inputs, plan.Outputs, plan.HasBatchNorm), Is.EqualTo((32, 1, true)));
    }

    [Test]
    public void A_stack_without_norm_and_dropout_is_linear_layers_with_biases_and_activations()
    {
        var plan = NetworkPlan.Stack(5, [], [4], null, new LayerPlan.Tanh(), 0, 3);

        Assert.That(plan.Layers, Is.EqualTo(new LayerPlan[] { new LayerPlan.Linear(5, 4, true), new LayerPlan.Tanh(), new LayerPlan.Linear(4, 3, true) }));
    }

    [Test]
    public void Layers_that_do_not_fit_together_are_refused_with_their_place()
    {
        Assert.That(() => new NetworkPlan(5, [], [new LayerPlan.Linear(5, 4, true), new LayerPlan.BatchNorm(3)]),
            Throws.ArgumentException.With.Message.Contains("layer 1 takes 3 numbers and gives 3, it gets 4"));
        Assert.That(() => new NetworkPlan(5, [], []), Throws.ArgumentException);
    }

    [Test]
    public void Tensors_have_the_names_and_shapes_of_PyTorch()
    {
        var layout = new NetworkLayout(SmallTrainings.Everything(2));

        Assert.That(layout.Parameters.Select(slot => $"{slot.Name} [{string.Join(", ", slot.Shape)}]").Take(6), Is.EqualTo(new[]
        {
            "embeddings.0.weight [4, 2]", "embeddings.1.weight [3, 1]", "layers.0.weight [13, 8]", "layers.1.weight [13]", "layers.1.bias [13]",
            "layers.4.weight [9, 13]",
        }));
        Assert.That(layout.Buffers.Select(slot => slot.Name), Is.EqualTo(new[] { "layers.1.running_mean", "layers.1.running_var" }));
    }
}
