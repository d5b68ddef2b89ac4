using NUnit.Framework;
using Pipeline.Work;

namespace Pipeline.Tests.Work;

[TestFixture]
internal sealed class OrderedWorkTests
{
    private const int Pieces = 50;
    private readonly List<int> delivered = [];
    private readonly CancellationTokenSource stop = new();
    private int next;
    private int opened;
    private int disposed;

    [SetUp]
    public void Prepare()
    {
        delivered.Clear();
        (next, opened, disposed) = (0, 0, 0);
    }

    [OneTimeTearDown]
    public void Forget() => stop.Dispose();

    [Test]
    public void Pieces_are_handed_on_in_the_order_of_their_taking([Values(1, 2, 5)] int threads)
    {
        Run(threads, _ => { }, piece => Thread.Sleep(piece % 3), _ => { });

        Assert.That(delivered, Is.EqualTo(Enumerable.Range(0, Pieces)));
        Assert.That(disposed, Is.EqualTo(opened).And.InRange(1, threads));
    }

    [Test]
    public void The_first_piece_that_fails_ends_the_run_with_its_own_error([Values(1, 2, 5)] int threads, [Values("take", "work", "deliver")] string stage)
    {
        void Fail(string at, int piece)
        {
            // Those behind it fail sooner.
            if (piece == 7 && at == "work")
                Thread.Sleep(20);
            if (at == stage && piece >= 7)
                throw new InvalidOperationException($"piece {piece}");
        }

        Assert.That(() => Run(threads, piece => Fail("take", piece), piece => Fail("work", piece), piece => Fail("deliver", piece)),
            Throws.TypeOf<InvalidOperationException>().With.Message.EqualTo("piece 7"));
        Assert.That(delivered, Is.EqualTo(Enumerable.Range(0, 7)));
        Assert.That(disposed, Is.EqualTo(opened));
    }

    [Test]
    public void A_failure_ends_the_waiting_for_input()
    {
        using var source = new CancellationTokenSource();
        Assert.That(() => OrderedWork.Run(2, () => new Steps(this, piece =>
        {
            if (piece > 0)
                source.Token.WaitHandle.WaitOne();
            source.Token.ThrowIfCancellationRequested();
        }, _ => throw new InvalidDataException("broken"), _ => { }), source), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void An_error_of_opening_is_the_error_of_the_run([Values(1, 3)] int threads) =>
        Assert.That(() => OrderedWork.Run(threads, () => throw new InvalidDataException("no such thing"), stop), Throws.TypeOf<InvalidDataException>());

    private void Run(int threads, Action<int> take, Action<int> work, Action<int> deliver)
    {
        using var source = new CancellationTokenSource();
        OrderedWork.Run(threads, () => new Steps(this, take, work, deliver), source);
    }

    private sealed class Steps : IOrderedWork
    {
        private readonly OrderedWorkTests test;
        private readonly Action<int> take;
        private readonly Action<int> work;
        private readonly Action<int> deliver;
        private int piece;

        public Steps(OrderedWorkTests test, Action<int> take, Action<int> work, Action<int> deliver)
        {
            (this.test, this.take, this.work, this.deliver) = (test, take, work, deliver);
            test.opened++;
        }

        public bool Take()
        {
            if (test.next == Pieces)
                return false;
            piece = test.next++;
            take(piece);
            return true;
        }

        public void Work() => work(piece);

        public void Deliver()
        {
            deliver(piece);
            test.delivered.Add(piece);
        }

        public void Dispose() => Interlocked.Increment(ref test.disposed);
    }
}
