using NUnit.Framework;
using Pipeline.Reports;
using Pipeline.Verification.Gpu;

namespace Pipeline.Tests.Verification.Gpu;

[TestFixture]
internal sealed class LostMemoryTests
{
    private const long Free = 80L << 30;

    [Test]
    public void Memory_that_is_free_again_is_not_lost()
    {
        Assert.That(LostMemory.Of([Free]), Is.Zero);
        Assert.That(LostMemory.Of([Free, Free]), Is.Zero);
        Assert.That(LostMemory.Of([Free, Free - 5, Free - 7, Free, Free - 7]), Is.Zero);
        Assert.That(LostMemory.Of([Free, Free + (1 << 30)]), Is.Zero, "what another process gave back is no loss");
    }

    [TestCase(2, 40 << 20)]
    [TestCase(20, 4 << 20)]
    [TestCase(200, 400_000)]
    public void A_little_in_every_round_is_lost(int rounds, long each)
    {
        long[] free = [.. Enumerable.Range(0, rounds).Select(round => Free - (round * each))];

        Assert.That(LostMemory.Of(free), Is.EqualTo((rounds / 2) * each).And.GreaterThan(GpuCheckSoak.AllowedBytes));
    }

    [Test]
    public void What_another_process_takes_for_a_while_is_not_lost()
    {
        Assert.That(LostMemory.Of([Free, Free, Free - (1L << 30), Free, Free - (3L << 30), Free - (3L << 30)]), Is.Zero);
    }

    [Test]
    public void What_libraries_take_once_is_allowed()
    {
        var taken = Free - (20 << 20);

        Assert.That(LostMemory.Of([Free, taken, taken, taken, taken]), Is.EqualTo(20 << 20).And.LessThan(GpuCheckSoak.AllowedBytes));
    }
}
