using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Tests.Reports.Text;

/// <summary>What gpu-check found, as text and as JSON; figures made up.</summary>
[TestFixture]
internal sealed class GpuCheckTextTests
{
    private static readonly GpuCheckCase exact = new(TaskKind.Binary, "fastTree", Precision.Exact, 20_000, 4096, 0, null, 100, 0, 2_345_678,
        [new(1024, 1024, 9_876_543), new(65536, 32768, 123_456_789)]);
    private static readonly GpuCheckCase fast = new(TaskKind.Regression, "sdca", Precision.Fast, 20_000, 4096, 0, 0.0314, 100, 0, 12_345_678,
        [new(1024, 1024, 8_000_000), new(65536, 65536, 99_000_000)]);
    private static readonly GpuCheckCase wrong = exact with
    {
        Trainer = "gam",
        Differing = 12_345,
        Repeats = 0,
        RepeatsDiffering = null,
        CpuRowsPerSecond = null,
        Throughput = []
    };

    [Test]
    public void A_machine_that_passes()
    {
        Assert.That(Text(Report(true, new GpuCheckSoak(60.4, 12, 384, 7_680_000, 0, 2 << 20), [], exact, fast)), Is.EqualTo("""
            Every node of every model ran on cuda:0 (A GPU)
            Millions of rows a second, from rows in memory to predictions in memory, copies both ways included, fed by one thread, by rows of a batch;
            CPU: one thread of the processor, same model and precision.

            task        trainer   precision  values                     repeats      CPU  1,024                65,536
            binary      fastTree  exact      the processor's bits       100 alike   2.35   9.88  123.46 (32,768 rows)
            regression  sdca      fast       within 3.1 % of the bound  100 alike  12.35   8.00                 99.00
            (N rows): as many of a batch as the GPU's memory had room for.

            Soak: 60 s, 12 rounds, 384 sessions, 7,680,000 rows, 2,097,152 bytes of the GPU's memory not free again since the first round (33,554,432 may be).
            Passed: exact gives the same bits as the processor, fast is within its bound, every time.
            """));
    }

    [Test]
    public void A_machine_that_fails_is_shown_in_whole()
    {
        var report = Report(true, new GpuCheckSoak(60.4, 12, 384, 7_680_000, 5, 0), [new Problem("a", "b", "c"), new Problem("d", "e", "f")], wrong,
            fast with { RepeatsDiffering = 3, Throughput = fast.Throughput.Take(1).ToList() });

        const string soak = "Soak: 60 s, 12 rounds, 384 sessions, 7,680,000 rows, 5 values wrong, "
            + "0 bytes of the GPU's memory not free again since the first round (33,554,432 may be).";
        Assert.That(Text(report), Does.EndWith($"""

            task        trainer  precision  values                     repeats            CPU  1,024
            binary      gam      exact      12,345 WRONG
            regression  sdca     fast       within 3.1 % of the bound  3 of 100 DIFFER  12.35   8.00

            {soak}
            Failed: 2 problems.
            """));
        var json = GpuCheckJson.Document.Write(report);
        Assert.That((json["passed"]!.GetValue<bool>(), json["cases"]!.AsArray().Count, json["error"]!["exitCode"]!.GetValue<long>(),
            json["error"]!["problems"]!.AsArray().Count), Is.EqualTo((false, 2, 1, 2)));
        Assert.That(report.Failure!.Problems, Is.EqualTo(report.Problems));
    }

    [Test]
    public void Without_numbers_there_are_none()
    {
        GpuCheckCase Bare(GpuCheckCase one) =>
            one with
            {
                Differing = null,
                LargestShare = null,
                RepeatsDiffering = null,
                CpuRowsPerSecond = null,
                Throughput = [.. one.Throughput.Select(timing => timing with { RowsPerSecond = null })]
            };

        Assert.That(Text(Report(false, null, [], Bare(exact), Bare(fast))), Is.EqualTo("""
            Every node of every model ran on cuda:0 (A GPU)

            task        trainer   precision  values         repeats  1,024             65,536
            binary      fastTree  exact      not looked at  100        ran  ran (32,768 rows)
            regression  sdca      fast       not looked at  100        ran                ran
            (N rows): as many of a batch as the GPU's memory had room for.

            Passed without numbers: every model was placed, captured and run; what was computed was not looked at.
            """));
    }

    [Test]
    public void One_problem_is_one()
    {
        Assert.That(Text(Report(true, null, [new Problem("a", "b", "c")], exact)), Does.EndWith("\nFailed: 1 problem."));
    }

    private static GpuCheckReport Report(bool numbers, GpuCheckSoak? soak, IReadOnlyList<Problem> problems, params GpuCheckCase[] cases) =>
        new(CudaSystem.Find(), new Placement(Device.Parse("cuda"), ["A GPU"]), numbers, cases, soak, problems);

    /// <summary>The lines, without the versions of this machine's libraries.</summary>
    private static string Text(GpuCheckReport report)
    {
        var lines = GpuCheckText.Of(report).ToList();
        return string.Join('\n', [lines[0].Split(':')[0] + ":0" + lines[0].Split(":0")[1].Split(':')[0], .. lines.Skip(1)]);
    }
}
