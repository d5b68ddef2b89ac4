using System.Text.Json;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Tests.Scoring.Cuda;

namespace Pipeline.Tests.Verification.Gpu;

/// <summary>gpu-check over the stand-in for the CUDA runtime, where kernels are counted and not run; and on a GPU, where there is one.</summary>
[TestFixture]
internal sealed class GpuCheckTests
{
    private static readonly string[] linear =
        [.. TrainerCatalog.All.Select(trainer => trainer.Name)
            .Where(name => name.StartsWith("lbfgs", StringComparison.Ordinal) || name.StartsWith("sdca", StringComparison.Ordinal)
            || name is "averagedPerceptron" or "linearSvm" or "sgdCalibrated" or "onlineGradientDescent")];

    // The second of two small GPUs.
    private static readonly Lazy<Support.RunResult> withoutNumbers = new(() =>
        Run(GpuRuntime.Environs(("SIMCUDA_DEVICES", "2"), ("SIMCUDA_MEMORY_MB", "256")), "--without-numbers", "--soak", "0.1", "--device", "cuda:1", "--json"));

    [Test]
    public void Without_numbers_every_trainer_is_placed_and_run_on_the_device_that_is_named()
    {
        var root = WithoutNumbers();
        List<(string? Task, string? Trainer)> Trainers(string precision) =>
            [.. Cases(root).Where(one => one.GetProperty("precision").GetString() == precision)
                .Select(one => (one.GetProperty("task").GetString(), one.GetProperty("trainer").GetString()))];

        Assert.That(root.GetProperty("passed").GetBoolean());
        Assert.That(Trainers("exact"), Is.EqualTo(TrainerCatalog.All.Select(trainer => (trainer.Task.ToString().ToLowerInvariant(), trainer.Name))));
        // The one-versus-all of the check is over trees.
        Assert.That(Trainers("fast").Select(trainer => trainer.Trainer), Is.EqualTo(linear));
        Assert.That((root.GetProperty("device").GetString(), root.GetProperty("names").GetArrayLength()), Is.EqualTo(("cuda:1", 1)));
        Assert.That(Cases(root).Select(one => one.GetProperty("repeats").GetInt32()), Is.All.EqualTo(100));
        foreach (var figure in new[] { "differing", "repeatsDiffering", "largestShare", "cpuRowsPerSecond" })
            Assert.That(Cases(root).Select(one => one.GetProperty(figure).ValueKind), Is.All.EqualTo(JsonValueKind.Null), figure);
    }

    [Test]
    public void A_batch_that_was_made_smaller_is_reported_as_it_was()
    {
        var timings = Cases(WithoutNumbers()).SelectMany(one => one.GetProperty("throughput").EnumerateArray()
            .Select(timing =>
                (Trainer: one.GetProperty("trainer").GetString(), Asked: timing.GetProperty("askedRows").GetInt32(),
                    Rows: timing.GetProperty("batchRows").GetInt32(), Speed: timing.GetProperty("rowsPerSecond").ValueKind))).ToList();

        Assert.That(timings.Select(timing => timing.Asked).Distinct(), Is.EqualTo(new[] { 1024, 4096, 16384, 65536 }));
        Assert.That(timings.Where(timing => timing.Asked == 1024 || timing.Trainer == "sdca").Select(timing => timing.Rows - timing.Asked), Is.All.Zero);
        Assert.That(timings.Where(timing => timing.Trainer == "lightGbm" && timing.Asked == 65536).Select(timing => timing.Rows),
            Is.All.LessThan(65536).And.All.GreaterThan(1024));
        Assert.That(timings.Select(timing => timing.Speed), Is.All.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void The_soak_goes_through_both_precisions_twice_at_least_and_loses_nothing()
    {
        var root = WithoutNumbers();
        var soak = root.GetProperty("soak");
        var rounds = soak.GetProperty("rounds").GetInt32();

        Assert.That(rounds, Is.AtLeast(2));
        Assert.That(soak.GetProperty("sessions").GetInt64(), Is.EqualTo(rounds * (TrainerCatalog.All.Count + linear.Length)));
        Assert.That(soak.GetProperty("lostBytes").GetInt64(), Is.Zero);
    }

    [TestCase("cuda:0,1")]
    [TestCase("cuda:0,x")]
    [TestCase("cuda:")]
    [TestCase("cpu")]
    [TestCase("auto")]
    [TestCase("gpu")]
    public void One_GPU_is_checked_at_a_time(string device)
    {
        var result = Support.Program.Run("gpu-check", "--device", device, "--onnxruntime", "nowhere");

        Assert.That(result,
            Is.EqualTo(new Support.RunResult(2, "", $"error: --device: '{device}'; expected one GPU: cuda or cuda:N. Check several one after the other.\n")));
    }

    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("-Infinity")]
    [TestCase("∞")]
    [TestCase("-1")]
    [TestCase("-0.5")]
    [TestCase("1e3")]
    [TestCase("a minute")]
    public void A_soak_is_a_number_of_seconds(string seconds)
    {
        var result = Support.Program.Run("gpu-check", "--soak", seconds);

        Assert.That(result, Is.EqualTo(new Support.RunResult(2, "", $"error: --soak: '{seconds}'; expected a number of seconds, 0 or more\n")));
    }

    /// <summary>
    /// That one wrong bit is found is held by <see cref="GpuSubjectTests"/>. Here a whole run ends as one that failed. Whatever the memory
    /// holds that no kernel wrote to: it is not, for every model, the right predictions of 20,000 rows.
    /// </summary>
    [Test]
    public void A_device_that_computes_something_else_fails_with_the_whole_report()
    {
        var result = Run(GpuRuntime.Environs(), "--json");
        using var document = JsonDocument.Parse(result.Out);
        var root = document.RootElement;
        var (cases, error) = (Cases(root), root.GetProperty("error"));
        var problems = error.GetProperty("problems").EnumerateArray().ToList();

        Assert.That((result.Code, error.GetProperty("exitCode").GetInt32(), root.GetProperty("passed").GetBoolean()), Is.EqualTo((1, 1, false)));
        Assert.That(cases, Has.Count.EqualTo(TrainerCatalog.All.Count + linear.Length));
        Assert.That(cases.Select(one => one.GetProperty("differing").GetInt64()), Is.All.Positive);
        Assert.That(cases.Select(one => (one.GetProperty("repeats").GetInt32(), one.GetProperty("throughput").GetArrayLength())), Is.All.EqualTo((0, 0)),
            "what is wrong is not timed");
        Assert.That(root.GetProperty("soak").ValueKind, Is.EqualTo(JsonValueKind.Null), "nor gone on with");
        Assert.That(problems.Select(problem => problem.GetProperty("where").GetString()).Distinct(),
            Is.EqualTo(cases.Select(one =>
                $"{one.GetProperty("task").GetString()} {one.GetProperty("trainer").GetString()} {one.GetProperty("precision").GetString()}")));
        Assert.That(problems.Select(problem => problem.GetProperty("found").GetString())
            .Where(found => found!.EndsWith(" values of 20,000 rows that are not the processor's", StringComparison.Ordinal)).Count(),
                Is.EqualTo(TrainerCatalog.All.Count));
        Assert.That(result.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(problems.Count));
        Assert.That(result.Error, Does.StartWith("error: binary lbfgsLogisticRegression exact: "));
    }

    [Test]
    public void A_device_that_breaks_is_told_with_the_model_at_which_it_broke()
    {
        var result = Run(GpuRuntime.Environs(("SIMCUDA_FAIL", "cudaGraphLaunch:7:719")), "--without-numbers");
        var missing = Run(GpuRuntime.Environs(("SIMCUDA_DEVICES", "0")), "--without-numbers");

        Assert.That((result.Code, missing.Code), Is.EqualTo((5, 5)));
        Assert.That(result.Error, Does.StartWith("error: binary lbfgsLogisticRegression exact, cuda:0, batch 5: error (cudaGraphLaunch, CUDA error 719)"));
        Assert.That(missing.Error, Does.StartWith("error: cuda: no GPU"));
    }

    [Test]
    public void Without_a_GPU_it_says_so()
    {
        Assert.That(Support.Program.Run("gpu-check").Code, Is.EqualTo(5));
    }

    [Test]
    [Category("GPU")]
    public void This_machines_GPU_passes()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_TEST_GPU") != "1")
            Assert.Ignore("needs an NVIDIA GPU: ./run.sh test --gpu, with PIPELINE_ONNXRUNTIME and LD_LIBRARY_PATH set as docs/gpu.md says");
        var result = Run([], "--soak", "30");
        TestContext.Out.WriteLine(result.Out);

        Assert.That(result.Code, Is.Zero, result.Error);
    }

    private static JsonElement WithoutNumbers()
    {
        _ = GpuRuntime.Directory;
        var result = withoutNumbers.Value;
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        return JsonDocument.Parse(result.Out).RootElement;
    }

    private static List<JsonElement> Cases(JsonElement root) => [.. root.GetProperty("cases").EnumerateArray()];

    private static Support.RunResult Run(Dictionary<string, string?> environs, params string[] arguments) =>
        Support.Program.Start(AppContext.BaseDirectory, environs, ["gpu-check", .. arguments]);
}
