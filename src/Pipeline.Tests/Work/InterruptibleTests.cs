using NUnit.Framework;
using Pipeline.Work;

namespace Pipeline.Tests.Work;

[TestFixture]
internal sealed class InterruptibleTests
{
    [Test]
    public void What_was_computed_comes_back() => Assert.That(Interruptible.Run(() => 7, CancellationToken.None), Is.EqualTo(7));

    [Test]
    public void An_error_comes_back_as_it_is() =>
        Assert.That(() => Interruptible.Run<int>(() => throw new InvalidDataException("bad"), CancellationToken.None),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("bad"));

    [Test]
    public void Nobody_waits_for_a_computation_once_the_run_is_interrupted()
    {
        using var cancel = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();

        Assert.That(() => Interruptible.Run(() => Compute(cancel, never), cancel.Token), Throws.InstanceOf<OperationCanceledException>());

        never.Set();
    }

    private static int Compute(CancellationTokenSource cancel, ManualResetEventSlim never)
    {
        cancel.Cancel();
        never.Wait(TimeSpan.FromMinutes(1));
        return 0;
    }
}
