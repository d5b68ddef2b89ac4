using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

[TestFixture]
internal sealed class CrewTests
{
    [Test]
    public void Every_item_is_worked_on_once([Values(1, 2, 3, 5)] int threads, [Values(0, 1, 2, 7, 100)] int items)
    {
        using var crew = new Crew(threads);
        for (var round = 0; round < 50; round++)
        {
            var done = new int[items];
            crew.Run(items, (from, to) =>
            {
                for (var i = from; i < to; i++)
                    Interlocked.Increment(ref done[i]);
            });
            Assert.That(done, Is.All.EqualTo(1));
        }
    }

    [Test]
    public void An_error_on_any_thread_is_thrown_and_the_crew_goes_on()
    {
        using var crew = new Crew(3);
        for (var item = 0; item < 9; item++)
        {
            Assert.That(() => crew.Run(9, (from, to) =>
            {
                if (from <= item && item < to)
                    throw new InvalidDataException("here");
            }), Throws.TypeOf<InvalidDataException>());
        }
        Assert.That(() => crew.Run(9, (_, _) => { }), Throws.Nothing);
    }
}
