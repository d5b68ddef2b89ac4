using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

[TestFixture]
internal sealed class PhiloxTests
{
    // The known answers that its authors publish with Random123.
    private static readonly object[] Known =
    [
        new object[] { 0UL, new PhiloxBlock(0, 0, 0, 0), new PhiloxBlock(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8) },
        new object[]
        {
            ulong.MaxValue, new PhiloxBlock(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue),
            new PhiloxBlock(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd),
        },
        new object[]
        {
            0x299f31d0a4093822UL, new PhiloxBlock(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344),
            new PhiloxBlock(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1),
        },
    ];

    [TestCaseSource(nameof(Known))]
    public void Blocks_are_the_known_answers(ulong key, PhiloxBlock counter, PhiloxBlock expected)
    {
        Assert.That(Philox.Block(key, counter), Is.EqualTo(expected));
    }

    [Test]
    public void Sixteen_blocks_at_once_are_those_one_by_one()
    {
        var counter = new PhiloxBlock(992, 5, 6, 7);
        var words = new uint[64];

        Philox.Sixteen(0x123456789abcdef, counter, words);

        for (var i = 0; i < 16; i++)
        {
            var block = Philox.Block(0x123456789abcdef, counter with { A = counter.A + (uint)i });
            Assert.That(new PhiloxBlock(words[i], words[16 + i], words[32 + i], words[48 + i]), Is.EqualTo(block));
        }
    }

    [Test]
    public void Purpose_stream_epoch_and_step_each_give_other_numbers()
    {
        var draws = new Draws(1, Purpose.Noise, 2, 3, 4);
        Draws[] others = [draws with { Seed = 2 }, draws with { Purpose = Purpose.Dropout }, draws with { Stream = 3 }, draws with { Epoch = 4 },
            draws with { Step = 5 }];

        Assert.That(others.Select(other => other.Bits(0)).Append(draws.Bits(0)).Append(draws.Bits(1)).Append(draws.Bits(2)), Is.Unique);
    }

    [Test]
    public void Uniform_numbers_fill_the_interval_and_normal_ones_have_mean_0_and_deviation_1()
    {
        var draws = new Draws(5, Purpose.Weights);
        var uniform = Enumerable.Range(0, 100_000).Select(i => draws.Uniform(i)).ToList();
        var normal = Enumerable.Range(0, 50_000).Select(i => draws.Normals((uint)i)).SelectMany(pair => (double[])[pair.First, pair.Second]).ToList();

        Assert.That(uniform, Is.All.InRange(0, 1));
        Assert.That(uniform.Average(), Is.EqualTo(0.5).Within(0.004));
        Assert.That(uniform.GroupBy(value => (int)(10 * value)).Select(tenth => tenth.Count()), Is.All.EqualTo(10_000).Within(400));
        Assert.That(normal.Average(), Is.Zero.Within(0.014));
        Assert.That(normal.Average(value => value * value), Is.EqualTo(1).Within(0.02));
        Assert.That(normal.Count(value => Math.Abs(value) > 1.959964) / 100_000.0, Is.EqualTo(0.05).Within(0.003));
    }

    [Test]
    public void Cosine_and_sine_are_those_of_the_system_to_2_ulp_of_1()
    {
        for (var x = -3.0; x <= 3; x += 1 / 1024.0)
        {
            Assert.That(ExactCosine.CosPi(x), Is.EqualTo(Math.Cos(Math.PI * x)).Within(1.2e-15), $"cos {x}π");
            Assert.That(ExactCosine.SinPi(x), Is.EqualTo(Math.Sin(Math.PI * x)).Within(1.2e-15), $"sin {x}π");
        }
        Assert.That((ExactCosine.CosPi(0), ExactCosine.CosPi(1), ExactCosine.CosPi(0.5), ExactCosine.CosPi(2)), Is.EqualTo((1.0, -1.0, 0.0, 1.0)));
    }

    [Test]
    public void The_order_of_an_epoch_is_a_permutation_of_its_own()
    {
        var order = DataOrder.Of(1, 0, 1000);

        Assert.That(order, Is.Unique.And.All.InRange(0, 999));
        Assert.That(order, Is.EqualTo(DataOrder.Of(1, 0, 1000)));
        Assert.That(order, Is.Not.EqualTo(DataOrder.Of(1, 1, 1000)).And.Not.EqualTo(DataOrder.Of(2, 0, 1000)));
        Assert.That(order.Zip(Enumerable.Range(0, 1000)).Count(pair => pair.First == pair.Second), Is.LessThan(8));
    }

    [Test]
    public void A_permutation_puts_any_row_at_any_place()
    {
        var counts = new int[25];
        for (var epoch = 0; epoch < 5000; epoch++)
        {
            var order = DataOrder.Of(9, epoch, 5);
            for (var place = 0; place < 5; place++)
                counts[(place * 5) + order[place]]++;
        }

        Assert.That(counts, Is.All.EqualTo(1000).Within(130));
    }

    [TestCase(0.3, 1000)]
    [TestCase(0.5, 64)]
    [TestCase(0.05, 1000)]
    public void A_mask_drops_the_share_it_is_told_and_is_the_same_for_both_types(double probability, int rows)
    {
        var (dropped, columns) = (0, 100);
        for (var feature = 0; feature < columns; feature++)
        {
            var (single, twice) = (new float[1024], new double[1024]);
            new KeyedMasks(3, 1, 2).Fill(4, feature, probability, 2f, single);
            new KeyedMasks(3, 1, 2).Fill(4, feature, probability, 2.0, twice);
            Assert.That(single, Is.EqualTo(twice).And.All.AnyOf(0, 2));
            dropped += single[..rows].Count(value => value == 0);
        }

        Assert.That(dropped / (double)(rows * columns), Is.EqualTo(probability).Within(0.02));
    }

    [Test]
    public void Every_seed_epoch_step_layer_and_column_has_a_mask_of_its_own()
    {
        var masks = new[]
        {
            Mask(new KeyedMasks(3, 1, 2), 4, 5), Mask(new KeyedMasks(9, 1, 2), 4, 5), Mask(new KeyedMasks(3, 9, 2), 4, 5), Mask(new KeyedMasks(3, 1, 9), 4, 5),
            Mask(new KeyedMasks(3, 1, 2), 9, 5), Mask(new KeyedMasks(3, 1, 2), 4, 9),
        };

        Assert.That(masks, Is.Unique);
        Assert.That(Mask(new KeyedMasks(3, 1, 2), 4, 5), Is.EqualTo(masks[0]));
    }

    private static string Mask(KeyedMasks masks, int layer, int feature)
    {
        var mask = new float[128];
        masks.Fill(layer, feature, 0.5, 1f, mask);
        return string.Concat(mask.Select(kept => kept == 0 ? '0' : '1'));
    }
}
