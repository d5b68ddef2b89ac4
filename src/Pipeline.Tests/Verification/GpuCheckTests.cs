using System.Text.Json;
using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Tests.Scoring.Cuda;

namespace Pipeline.Tests.Verification;

/// <summary>gpu-check over the stand-in for the CUDA runtime, where kernels are counted and not run; and on a GPU, where there is one.</summary>
[TestFixture]
internal sealed class GpuCheckTests
{
    private static readonly string[] linear =
        [.. TrainerCatalog.All.Select(trainer => trainer.Name).Where(name => name.StartsWith("lbfgs", StringComparison.Ordinal) || name.StartsWith("sdca", StringComparison.Ordinal)
            || name is "averagedPerceptron" or "linearSvm" or "sgdCalibrated" or "onlineGradientDescent")];

    [Test]
    public void Without_numbers_every_trainer_is_placed_and_run_on_the_device_that_is_named()
    {
        var result = Run(GpuRuntime.Environs(("SIMCUDA_DEVICES", "2")), "--without-numbers", "--soak", "0.1", "--device", "cuda:1", "--json");
        using var document = JsonDocument.Parse(result.Out);
        var root = document.RootElement;
        List<(string? Task, string? Trainer)> Trainers(string precision) =>
            [.. root.GetProperty("cases").EnumerateArray().Where(one => one.GetProperty("precision").GetString() == precision).Select(one => (one.GetProperty("task").GetString(), one.GetProperty("trainer").GetString()))];

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(Trainers("exact"), Is.EqualTo(TrainerCatalog.All.Select(trainer => (trainer.Task.ToString().ToLowerInvariant(), trainer.Name))));
        // The one-versus-all of the check is over trees.
        Assert.That(Trainers("fast").Select(trainer => trainer.Trainer), Is.EqualTo(linear));
        Assert.That(root.GetProperty("names").GetArrayLength(), Is.EqualTo(1));
        Assert.That(root.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("differing").ValueKind), Is.All.EqualTo(JsonValueKind.Null));
        Assert.That(root.GetProperty("soak").GetProperty("lostBytes").GetInt64(), Is.Zero);
    }

    [TestCase("cuda:0,1")]
    [TestCase("cpu")]
    [TestCase("auto")]
    public void One_GPU_is_checked_at_a_time(string device)
    {
        var result = Run(GpuRuntime.Environs(("SIMCUDA_DEVICES", "2")), "--device", device);

        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.StartWith($"error: --device: '{device}'; expected one GPU: cuda or cuda:N."));
    }

    [Test]
    public void A_device_that_computes_something_else_does_not_pass()
    {
        var result = Run(GpuRuntime.Environs(), "--soak", "0");

        Assert.That((result.Code, result.Out), Is.EqualTo((1, "")));
        var lines = result.Error.Trim().Split('\n');
        Assert.That(lines.Where(line => line.Contains(" values of 20,000 rows that are not the processor's; expected the same bits", StringComparison.Ordinal)).Count(), Is.EqualTo(TrainerCatalog.All.Count));
        Assert.That(lines.Where(line => line.Contains(" scores of 20,000 rows beyond the bound; expected each sum of n products", StringComparison.Ordinal)).Count(), Is.EqualTo(linear.Length));
        Assert.That(lines, Has.Length.EqualTo(TrainerCatalog.All.Count + linear.Length));
    }

    [Test]
    public void Without_a_GPU_it_says_so()
    {
        Assert.That(Support.Program.Run("gpu-check").Code, Is.EqualTo(5));
        Assert.That(Support.Program.Run("gpu-check", "--device", "auto"), Is.EqualTo(new Support.RunResult(2, "", "error: --device: 'auto'; expected one GPU: cuda or cuda:N. Check several one after the other.\n")));
        Assert.That(Support.Program.Run("gpu-check", "--soak", "-1").Code, Is.EqualTo(2));
    }

    [Test]
    [Category("GPU")]
    public void This_machines_GPU_passes()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_TEST_GPU") != "1")
            Assert.Ignore("needs an NVIDIA GPU: ./run.sh test --gpu, with PIPELINE_ONNXRUNTIME and LD_LIBRARY_PATH set as the README says");
        var result = Run([], "--soak", "30");
        TestContext.Out.WriteLine(result.Out);

        Assert.That(result.Code, Is.Zero, result.Error);
    }

    private static Support.RunResult Run(Dictionary<string, string?> environs, params string[] arguments) =>
        Support.Program.Start(AppContext.BaseDirectory, environs, ["gpu-check", .. arguments]);
}
