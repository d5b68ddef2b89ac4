using NUnit.Framework;
using Pipeline.Graph.Onnx;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Which of two ways to the same bits is taken.</summary>
[TestFixture]
internal sealed class DeviceCostTests
{
    [Test]
    public void A_table_is_for_few_states_and_many_levels()
    {
        Assert.That(DeviceCost.PrefersTable(3000, 100, 13), "100 trees of 31 leaves, as leaf-wise growth makes them");
        Assert.That(DeviceCost.PrefersTable(31_000, 1000, 5), Is.False, "1,000 balanced trees move more bytes than kernels cost");
        Assert.That((DeviceCost.PrefersTable(32_767, 1000, 20), DeviceCost.PrefersTable(32_768, 1000, 20)), Is.EqualTo((true, false)),
            "more elements than 32 bits count");
        Assert.That(DeviceCost.PrefersTable(1, 1, 1), Is.False, "of one level there is nothing to save");
    }

    [Test]
    public void A_batch_is_so_large_that_kernels_cost_no_more_than_bytes()
    {
        Assert.That(DeviceCost.BatchRows(new GraphCost(50, 50_000, 4000), 30), Is.EqualTo(4096));
        Assert.That(DeviceCost.BatchRows(new GraphCost(51, 50_000, 4000), 30), Is.EqualTo(8192), "one kernel more, twice the rows");
        Assert.That((DeviceCost.BatchRows(new GraphCost(1, 1_000_000, 1000), 30), DeviceCost.BatchRows(new GraphCost(500, 10, 10), 30)),
            Is.EqualTo((256, 16_384)));
        Assert.That(DeviceCost.BatchRows(new GraphCost(500, 10, 10), 2048), Is.EqualTo(1024), "wide rows fill the memory");
    }

    [Test]
    public void No_tensor_of_a_batch_has_more_elements_than_32_bits_count()
    {
        Assert.That(DeviceCost.MostRows(new GraphCost(1, 1, 10)), Is.EqualTo(65_536));
        Assert.That(DeviceCost.MostRows(new GraphCost(1, 1, 100_000)), Is.EqualTo(int.MaxValue / 100_000));
        Assert.That(DeviceCost.MostRows(new GraphCost(1, 1, 1L << 40)), Is.EqualTo(1));
        Assert.That(new GraphCost(1, 1, 10).With(new OnnxValue("x", DataType.Float, [Shapes.Rows, 40_000])).LargestRow, Is.EqualTo(40_000),
            "an input is a tensor, too");
    }

    [Test]
    public void A_scan_is_for_more_terms_than_it_has_kernels_and_for_few_sums()
    {
        Assert.That(DeviceCost.PrefersScan(100, 1), "the leaves of 100 trees");
        Assert.That(DeviceCost.PrefersScan(5, 1), Is.False, "five Adds are fewer than the kernels of a scan");
        Assert.That(DeviceCost.PrefersScan(30, 64), Is.False, "30 Adds of 64 sums move fewer bytes");
        Assert.That(DeviceCost.PrefersScan(10_000, 1), Is.False, "a scan reads the square of its terms");
        Assert.That(DeviceCost.PrefersScanOfProducts(8, 1), "of products an Add saves two kernels");
    }
}
