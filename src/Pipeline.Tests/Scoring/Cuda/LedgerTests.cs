using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>
/// What a batch costs in calls and bytes, counted on ONNX Runtime's own CUDA provider over a stand-in that runs no kernel. That a
/// session opens at all says that every node is on the device: it is refused otherwise. Nothing here looks at a number or a time.
/// </summary>
[TestFixture]
internal sealed class LedgerTests
{
    private const int Trees = 100;
    private const int Nodes = Trees * 30;
    private const int Leaves = Trees * 31;
    private const int Levels = 13;

    /// <summary>The sums before 100 leaves, and those of 99 doubts, by 8 bytes a read.</summary>
    private const int ReadAgain = 2 * (Trees * (Trees - 1) / 2) * sizeof(double);

    /// <summary>
    /// Hummingbird's forms. Bytes a row: of the GEMM form, X·A, &lt; B, a cast, ·C, = D, a cast, ·E; of the traversals a level of a tree,
    /// Gathers of the feature (8, 8), its value (8, 4, 4), the threshold (8, 4), then a comparison (8, 1), and either both ways on (8, 8
    /// each) and a choice (1, 8, 8, 8), or 2·place (8, 8), a cast (1, 8) and a sum (16, 8).
    /// </summary>
    private static readonly (string Name, int Kernels, int Bytes, bool Exact)[] published =
    [
        ("GEMM", 12, (Nodes * (4 + 5 + 5 + 4)) + (Leaves * (4 + 5 + 5 + 4)), false),
        ("tree traversal", 106, Trees * Levels * (16 + 16 + 12 + 9 + 32 + 25), true),
        ("perfect-tree traversal", 94, Trees * Levels * (16 + 16 + 12 + 9 + 16 + 9 + 24), true),
    ];

    private static readonly Lazy<LedgerReport> ledger = new(Count);

    private static IEnumerable<TestCaseData> Cases() => LedgerCase.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.ToString()));

    [Test]
    public void Every_trainer_is_counted_with_categories()
    {
        // The first input is of numbers.
        var counted = LedgerCase.All.Where(one => Entry(one).Inputs.Count > 1).Select(one => (Entry(one).Task, one.Trainer.Split(' ', ',')[0]));

        Assert.That(TrainerCatalog.All.Select(trainer => (trainer.Task, trainer.Name)).Except(counted), Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void A_batch_is_one_launch_of_a_captured_graph(LedgerCase one)
    {
        var entry = Entry(one);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.Scored("cudaGraphLaunch"), Is.EqualTo(entry.Batches));
            Assert.That(entry.Scored("kernel"), Is.Zero);
            Assert.That(entry.Score.Keys, Has.None.Contains("Alloc").And.None.Contains("Free").And.None.Contains("Capture").And.None.StartsWith("cublas"));
            Assert.That(entry.Open["cudaGraphInstantiate"], Is.EqualTo(LedgerEntry.Slots));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Rows_are_copied_once_each_way_from_and_to_pinned_memory(LedgerCase one)
    {
        var entry = Entry(one);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.Scored("copy:to-device"), Is.EqualTo(entry.Batches * entry.Inputs.Count));
            Assert.That(entry.Scored("copy:to-host"), Is.EqualTo(entry.Batches * entry.Outputs.Count));
            Assert.That(entry.Scored("copy:to-device-unpinned") + entry.Scored("copy:to-host-unpinned"), Is.Zero);
            Assert.That(entry.Scored("bytes:to-device"), Is.EqualTo((long)entry.Rows * entry.Inputs.RowBytes));
            Assert.That(entry.Scored("bytes:to-host"), Is.EqualTo((long)entry.Rows * entry.Outputs.RowBytes));
            Assert.That(entry.Scored("bytes:on-device"), Is.Zero);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void A_batch_is_waited_for_once(LedgerCase one)
    {
        var entry = Entry(one);

        Assert.That(entry.Scored("cudaEventSynchronize"), Is.EqualTo(entry.Batches));
        Assert.That(entry.Score.Keys.Where(call => call.EndsWith("Synchronize", StringComparison.Ordinal)), Is.EqualTo(["cudaEventSynchronize"]));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_captured_graph_holds_kernels_alone(LedgerCase one)
    {
        var entry = Entry(one);

        // A copy between host and device would be repeated from or to an address that is somebody else's by then.
        Assert.That(entry.Open.Keys, Has.None.StartsWith("copy:"));
        Assert.That(entry.Open["kernel"] % (entry.Kernels * LedgerEntry.Slots), Is.Zero);
        Assert.That(entry.Kernels, Is.InRange(1, entry.Nodes));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_fast_graph_asks_cuBLAS_for_products_and_an_exact_one_never_does(LedgerCase one)
    {
        var calls = Entry(one).Open.Keys.Where(call => call.StartsWith("cublas", StringComparison.Ordinal)).Except(["cublasSetStream_v2"]);

        Assert.That(calls, one.Precision == Pipeline.Model.Precision.Exact ? Is.Empty : Has.Some.Contains("gemm").IgnoreCase);
    }

    [TestCaseSource(nameof(Cases))]
    public void All_memory_of_the_device_is_given_back(LedgerCase one)
    {
        Assert.That(Entry(one).DeviceBytes, Is.Positive);
        Assert.That(Entry(one).LeftBytes, Is.Zero);
    }

    [TestCaseSource(nameof(Cases))]
    public void What_the_compiler_says_of_its_cost_is_what_is_counted(LedgerCase one)
    {
        var entry = Entry(one);

        TestContext.Out.WriteLine($"{entry.Kernels} {entry.Cost.Kernels} | {entry.MovedBytes} {entry.Cost.BytesARow}");
        Assert.That((entry.Cost.Kernels, entry.Cost.BytesARow), Is.EqualTo((entry.Kernels, entry.MovedBytes)));
    }

    [Test]
    public void A_graph_of_which_one_node_would_run_elsewhere_is_refused()
    {
        _ = GpuRuntime.Directory;

        Assert.That(ledger.Value.Refusal,
            Is.EqualTo("cuda:0, opening the model: a node that the CUDA provider does not take; expected every node on the device. Take --device cpu."));
    }

    [Test]
    public void A_score_that_is_NaN_on_the_device_alone_ends_the_run()
    {
        _ = GpuRuntime.Directory;

        Assert.That(ledger.Value.Doubt,
            Does.Match(@"^cuda:0: a score of NaN where the processor's is [\d.]+; expected sums in the order that the graph states\."));
    }

    [Test]
    public void Threads_on_several_devices_replay_what_another_thread_has_captured()
    {
        _ = GpuRuntime.Directory;
        var batches = LedgerReport.Scorers * ((1030 + LedgerEntry.BatchRows - 1) / LedgerEntry.BatchRows);
        var counted = ledger.Value.Threads;

        Assert.That(counted["cudaGraphLaunch"], Is.EqualTo(batches));
        Assert.That(counted["cudaEventSynchronize"], Is.EqualTo(batches));
        Assert.That(counted["bytes:to-device"], Is.EqualTo(LedgerReport.Scorers * 1030 * 8 * sizeof(float)));
        Assert.That(counted.Keys, Has.None.StartsWith("kernel").And.None.Contains("Alloc").And.None.Contains("Capture"));
    }

    [Test]
    public void The_table_in_docs_is_what_was_counted()
    {
        var text = new StringBuilder("""
            # What a batch costs on CUDA

            Generated by the tests, on ONNX Runtime's own CUDA provider over a stand-in for the CUDA runtime that counts calls and runs no kernel.
            **This proves nothing of numbers and nothing of time**: it was counted on a machine without a GPU. It shows that every node of every
            graph is on the device (a session is refused otherwise) and what ONNX Runtime asks of it for a batch, once the graph is captured:
            one graph launch, no kernel launch beside it, no allocation, one wait, and copies of the rows from and to pinned memory.

            Kernels are those inside the captured graph. Bytes moved are what its nodes read and write for a row, by their shapes, constants
            left out, and what a node reads again from the cache, as CumSum does: its n-th sum is n reads. Memory is the device's at its peak,
            with two batches of 8,192 rows in flight; the rows of a batch are those that a run takes.

            What costs less is taken, a kernel counted as 4 MB, which is 2 µs at 2 TB/s, or as 1,000 bytes a row of 4,096 where there are two ways
            to the same bits. Those are assumptions, not measurements.

            - A batch has as many rows as make the kernels cost no more than the bytes, a power of two up to 16,384, fewer where rows are wide.
            - Trees are walked level by level, five kernels a level over all trees; or a table is made at once of where every node leads, after
              which a level is one kernel. The table takes more memory.
            - Sums of float64 are one Add a term in the stated order; or ONNX's CumSum gives all sums on the way, in an order that is the
              library's, and one Add more holds each of them to the one before plus its term. Where one is not that, the answer is NaN, and
              the run ends with exit code 5. What comes through is the sum in the stated order, whatever the library did. A product of
              matrices or a reduction could not be held to an order like that.


            """);
        text.Append(Comparison(Entry(LedgerCase.Published)))
            .Append("| table | trainer | precision | nodes | kernels | bytes moved a row | launches a batch | copies up | copies down |")
            .Append(" bytes up a row | bytes down a row | MiB | rows a batch |\n")
            .Append("|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var one in LedgerCase.All)
        {
            var entry = Entry(one);
            text.Append(CultureInfo.InvariantCulture, $"| {one.Table} | {one.Trainer} | {one.Precision.ToString().ToLowerInvariant()} ")
                .Append(CultureInfo.InvariantCulture, $"| {entry.Nodes} | {entry.Kernels} | {entry.MovedBytes} ")
                .Append(CultureInfo.InvariantCulture, $"| {entry.Scored("cudaGraphLaunch") / entry.Batches} ")
                .Append(CultureInfo.InvariantCulture, $"| {entry.Inputs.Count} | {entry.Outputs.Count} | {entry.Inputs.RowBytes} | {entry.Outputs.RowBytes} ")
                .Append(CultureInfo.InvariantCulture, $"| {entry.DeviceBytes / 1048576.0:F1} | {entry.RowsABatch} |\n");
        }

        Snapshot.Match("docs/cuda-ledger.md", text.ToString());
    }

    [Test]
    public void A_forest_needs_no_more_kernels_than_published_traversals_and_moves_fewer_bytes_than_any_form()
    {
        var entry = Entry(LedgerCase.Published);

        Assert.That(entry.Levels, Is.InRange(10, 20), "a forest like the published one");
        Assert.That(entry.Kernels, Is.LessThan(published.Where(form => form.Exact).Min(form => form.Kernels)));
        Assert.That(entry.MovedBytes, Is.LessThan(published.Min(form => form.Bytes)));
    }

    private static string Comparison(LedgerEntry entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            A classifier of 100 trees with 31 leaves, {entry.Levels} levels deep here, 13 there, beside the forms of Hummingbird (Nakandala and others,
            A Tensor Compiler for Unified Machine Learning Prediction Serving, OSDI 2020). Their kernels were counted on the same provider, from
            graphs of Hummingbird 0.4.12; their bytes are those of the algorithms in the paper, with float32 values and int64 places. The GEMM form
            needs products of matrices, which an exact graph does without. Ours include the probability and the class,
            but not the {ReadAgain} bytes that the two CumSums of the sums of leaves read again.

            | form | kernels | bytes moved a row |
            |---|---:|---:|

            """);
        foreach (var form in published)
            text.Append(CultureInfo.InvariantCulture, $"| Hummingbird, {form.Name} | {form.Kernels} | {form.Bytes} |\n");
        return text.Append(CultureInfo.InvariantCulture, $"| ours | {entry.Kernels} | {entry.MovedBytes} |\n\n").ToString();
    }

    private static LedgerEntry Entry(LedgerCase one)
    {
        _ = GpuRuntime.Directory;
        return ledger.Value.Cases[one.ToString()];
    }

    private static LedgerReport Count()
    {
        var start =
            new ProcessStartInfo("dotnet", [typeof(LedgerProcess).Assembly.Location, "cuda"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in GpuRuntime.Environs(("SIMCUDA_DEVICES", $"{LedgerReport.Devices}")))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return JsonSerializer.Deserialize<LedgerReport>(output)!;
    }
}
