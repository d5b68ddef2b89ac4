using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Tests.Graph.Onnx;

namespace Pipeline.Tests.Kernels;

/// <summary>The masks give the leaves that a walk gives, for every tree, value and number of rows.</summary>
[TestFixture]
internal sealed class TreeKernelTests
{
    private const int DenseSlots = 5;
    private const int Categories = 4;
    private static readonly float[] values =
        [float.NaN, float.NegativeInfinity, -2, -1, -float.Epsilon, -0f, 0, float.Epsilon, 0.5f, 1, MathF.BitIncrement(1), 2, float.PositiveInfinity];
    private static readonly float[] thresholds = [-1, 0, float.Epsilon, 0.5f, 1, 2, -0.5f, float.PositiveInfinity];

    [Test]
    public void Masks_and_walk_agree_on_random_ensembles([Values(1, 2, 7, 15, 16, 17, 33, 500)] int rows, [Values(1, 2, 31, 32, 33, 64, 65, 200)] int leaves)
    {
        var random = new Random((rows * 1000) + leaves);
        var node = new ScoreNode.TreeEnsemble([.. Enumerable.Range(0, 20).Select(_ => RandomTree(random, leaves))], 3);
        var features = RandomFeatures(random, rows);
        var (masks, walk) = (new float[rows], new float[rows]);

        new TreeKernel(node, features).Run(features, masks);
        new WalkKernel(node, features.Width).Run(features, walk);

        Assert.That(masks, Is.EqualTo(walk));
    }

    [Test]
    public void A_kernel_that_has_run_gives_the_next_batch_its_own_scores()
    {
        var random = new Random(5);
        var node = new ScoreNode.TreeEnsemble([.. Enumerable.Range(0, 9).Select(_ => RandomTree(random, 12))], 1);
        var features = RandomFeatures(random, 40);
        var kernel = new TreeKernel(node, features);
        var (first, again) = (new float[40], new float[40]);

        kernel.Run(features, first);
        kernel.Run(features, new float[13]);
        kernel.Run(features, again);

        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public void Categorical_splits_and_huge_trees_are_walked()
    {
        var random = new Random(7);
        var huge = RandomTree(random, 300);
        var categorical = new Tree([0], [0], [~0], [~1], [1, 2], [[DenseSlots]]);

        Assert.That((MaskedTrees.CanHold([huge]), MaskedTrees.CanHold([categorical]), MaskedTrees.CanHold([RandomTree(random, 256)])),
            Is.EqualTo((false, false, true)));
    }

    [Test]
    public void A_categorical_split_goes_right_where_any_of_its_slots_is_above_0()
    {
        var node = new ScoreNode.TreeEnsemble([new Tree([0], [0], [~0], [~1], [1, 2], [[DenseSlots, DenseSlots + 2]])], 1);
        var features = new FeatureBatch(DenseSlots + Categories, 3);
        for (var slot = 0; slot < DenseSlots; slot++)
            features.AddDense(slot);
        var active = features.AddOneHot(DenseSlots, Categories);
        (active[0], active[1], active[2]) = (DenseSlots + 2, DenseSlots + 1, -1);
        var scores = new float[3];

        new WalkKernel(node, features.Width).Run(features, scores);

        Assert.That(scores, Is.EqualTo(new float[] { 2, 1, 1 }));
    }

    private static FeatureBatch RandomFeatures(Random random, int rows)
    {
        var features = new FeatureBatch(DenseSlots + Categories, rows);
        for (var slot = 0; slot < DenseSlots; slot++)
        {
            var column = features.AddDense(slot);
            for (var row = 0; row < rows; row++)
                column[row] = values[random.Next(values.Length)];
        }
        var active = features.AddOneHot(DenseSlots, Categories);
        for (var row = 0; row < rows; row++)
            active[row] = random.Next(Categories + 1) is var category && category < Categories ? DenseSlots + category : -1;
        return features;
    }

    private static Tree RandomTree(Random random, int leaves) => Graphs.Tree(random, DenseSlots + Categories, leaves - 1, thresholds);
}
