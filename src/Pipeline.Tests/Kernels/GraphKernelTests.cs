using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tests.Graph.Onnx;
using Pipeline.Verification;

namespace Pipeline.Tests.Kernels;

[TestFixture]
internal sealed class GraphKernelTests
{
    private static IEnumerable<TestCaseData> Models() => Sample.Models.Select(model => new TestCaseData(model.Graph).SetArgDisplayNames(model.Name));

    [TestCaseSource(nameof(Models))]
    public void Any_number_of_rows_gives_the_same_bits(ScoringGraph graph)
    {
        const int rows = 131;
        var input = Probes.Rows(graph, rows, new Random(1));
        var expected = Parity.Managed(graph, input);

        foreach (var capacity in (int[])[1, 2, 7, rows - 1, rows + 1, 8192])
        {
            var kernel = new GraphKernel(graph, capacity);
            var actual = ChainScorer.New(graph.Signature);
            for (var start = 0; start < rows; start += capacity)
            {
                // Columns longer than the rows, of which the rest must not be looked at.
                kernel.Run(new KernelInput(Array.ConvertAll(input.Numbers, column => column[start..]),
                    Array.ConvertAll(input.Categories, column => column[start..]), Math.Min(capacity, rows - start)), actual);
            }
            Bits.AssertSame(actual, expected);
        }
    }

    [TestCaseSource(nameof(Models))]
    public void A_full_batch_of_8192_is_its_halves(ScoringGraph graph)
    {
        var input = Probes.Rows(graph, 8192, new Random(2));
        var halves = ChainScorer.New(graph.Signature);
        var kernel = new GraphKernel(graph, 4096);
        foreach (var start in (int[])[0, 4096])
            kernel.Run(new KernelInput(Array.ConvertAll(input.Numbers, column => column[start..]),
                Array.ConvertAll(input.Categories, column => column[start..]), 4096), halves);

        Bits.AssertSame(Parity.Managed(graph, input), halves);
    }

    [TestCaseSource(nameof(Models))]
    public void A_batch_allocates_nothing(ScoringGraph graph)
    {
        var input = Probes.Rows(graph, 300, new Random(3));
        var (kernel, predictions) = (new GraphKernel(graph, 512), ChainScorer.New(graph.Signature));
        // The first batch makes room in the predictions and compiles the code.
        kernel.Run(input, predictions);
        predictions.Clear();

        var before = GC.GetAllocatedBytesForCurrentThread();
        kernel.Run(input, predictions);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void More_rows_than_there_is_room_for_are_refused()
    {
        var graph = Graphs.Regression([Graphs.Plain(1)], new ScoreNode.Dot([1], 0));

        Assert.That(() => new GraphKernel(graph, 2).Run(new KernelInput([new double[3]], [], 3), new Predictions(TaskKind.Regression, 0)),
            Throws.ArgumentException.With.Message.StartsWith("3 rows, but room for 2"));
    }
}
