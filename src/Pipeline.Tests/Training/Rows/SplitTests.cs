using NUnit.Framework;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

[TestFixture]
internal sealed class SplitTests
{
    [Test]
    public void An_interrupted_run_waits_no_longer_for_what_is_known_of_a_split()
    {
        var never = new TaskCompletionSource<SplitFacts>();
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        var waiting = Task.Run(() => new Split([0], [1], never.Task).Known(interrupt.Token));

        Assert.That(() => waiting.WaitAsync(TimeSpan.FromSeconds(10)), Throws.InstanceOf<OperationCanceledException>());
    }
}
