using NUnit.Framework;
using Pipeline.Graph.Onnx;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Shapes of what nodes give.</summary>
[TestFixture]
internal sealed class ShapesTests
{
    [Test]
    public void Sizes_of_1_are_stretched_and_missing_ones_are_1()
    {
        Assert.That(Shapes.Broadcast([Shapes.Rows, 5, 1], [1, 3]), Is.EqualTo([Shapes.Rows, 5, 3]));
        Assert.That(Shapes.Broadcast([], [Shapes.Rows, 2]), Is.EqualTo([Shapes.Rows, 2]));
    }

    [Test]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.That(() => Shapes.Broadcast([Shapes.Rows, 5], [Shapes.Rows, 3]),
            Throws.InvalidOperationException.With.Message.EqualTo("[-1, 5] and [-1, 3] do not broadcast"));
        Assert.That(() => Shapes.Reshaped([Shapes.Rows, 6], [0, 2, 2]),
            Throws.InvalidOperationException.With.Message.EqualTo("[-1, 6] has not as many elements as [-1, 2, 2]"));
    }

    [Test]
    public void A_size_of_0_is_kept() => Assert.That(Shapes.Reshaped([Shapes.Rows, 6], [0, 2, 3]), Is.EqualTo([Shapes.Rows, 2, 3]));
}
