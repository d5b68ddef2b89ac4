using System.Text.Json;
using NUnit.Framework;
using Pipeline.Tests.Scoring.Cuda;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class DevicesCommandTests
{
    [Test]
    public void Without_a_CUDA_build_the_processor_is_there_and_what_is_in_the_way_is_named()
    {
        var result = Support.Program.Run("devices");

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.StartWith("cpu ").And.Contain("In the way: cuda: "));
    }

    [Test]
    public void Devices_and_libraries_are_listed_with_their_places()
    {
        var result = Support.Program.Start(AppContext.BaseDirectory, GpuRuntime.Environs(("SIMCUDA_DEVICES", "2"), ("SIMCUDA_MEMORY_MB", "1000")), "devices",
            "--json");
        using var document = JsonDocument.Parse(result.Out);
        var root = document.RootElement;

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(root.GetProperty("devices").EnumerateArray().Select(device => device.GetProperty("device").GetString()),
            Is.EqualTo(["cpu", "cuda:0", "cuda:1"]));
        Assert.That(root.GetProperty("devices")[2].GetProperty("totalBytes").GetInt64(), Is.EqualTo(1000L << 20));
        Assert.That(root.GetProperty("libraries").EnumerateArray().Select(library => library.GetProperty("path").GetString()),
            Is.All.Matches<string>(File.Exists).And.Exactly(8).Items);
        Assert.That(root.GetProperty("problems").GetArrayLength(), Is.Zero);
    }

    [TestCase("cudaSetDevice")]
    [TestCase("cudaMemGetInfo")]
    public void A_device_that_cannot_be_used_is_listed_with_the_reason(string call)
    {
        var environs = GpuRuntime.Environs(("SIMCUDA_DEVICES", "2"), ("SIMCUDA_FAIL", $"{call}:2:46"));
        var text = Support.Program.Start(AppContext.BaseDirectory, environs, "devices");
        using var document = JsonDocument.Parse(Support.Program.Start(AppContext.BaseDirectory, environs, "devices", "--json").Out);
        var devices = document.RootElement.GetProperty("devices");

        Assert.That(text.Code, Is.Zero);
        Assert.That(text.Out, Does.Contain("cuda:0    Simulated GPU 0, compute capability 9.0, 65,536 of 65,536 MiB free\n")
            .And.Contain($"cuda:1    Simulated GPU 1, compute capability 9.0, cannot be used: error ({call}, CUDA error 46). "));
        Assert.That(devices[1].GetProperty("problem").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(devices[2].GetProperty("problem").GetProperty("found").GetString(), Is.EqualTo($"error ({call}, CUDA error 46)"));
        Assert.That(devices[2].GetProperty("totalBytes").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(document.RootElement.GetProperty("problems").GetArrayLength(), Is.Zero, "the other can be used");
    }

    [TestCase("SIMCUDA_MEMORY_MB", "0",
        "cuda:0, opening the model: out of memory (the arena of ONNX Runtime, CUDA error 2); "
        + "cuda:1, opening the model: out of memory (the arena of ONNX Runtime, CUDA error 2)")]
    [TestCase("SIMCUDA_FAIL", "cudaSetDevice:1:46",
        "cuda:0, opening the model: error (cudaSetDevice, CUDA error 46); cuda:1, opening the model: error (cudaSetDevice, CUDA error 46)")]
    [TestCase("SIMCUDA_FAIL", "cudaDeviceSynchronize:3:700",
        "cuda:0, preparing a batch of 100 rows: error (cudaDeviceSynchronize, CUDA error 700); cuda:1, opening the model: ")]
    public void Auto_takes_the_processor_where_the_model_opens_on_no_GPU(string fault, string value, string why)
    {
        using var scratch = new Scratch();
        var result = Support.Program.Start(scratch.Directory, GpuRuntime.Environs(("SIMCUDA_DEVICES", "2"), (fault, value)),
            "score", Demo.Zip("concrete"), Demo.Data("concrete"), "scores.csv", "--device", "auto", "--batch-rows", "200", "--json");
        using var outcome = JsonDocument.Parse(result.Out);
        var device = outcome.RootElement.GetProperty("device");
        var cpu = Support.Program.Run("score", Demo.Zip("concrete"), Demo.Data("concrete"), scratch.At("expected.csv"));

        Assert.That((result.Code, result.Error, cpu.Code), Is.EqualTo((0, "", 0)));
        Assert.That(device.GetProperty("device").GetString(), Is.EqualTo("cpu"));
        Assert.That(device.GetProperty("choice").GetString(), Does.StartWith($"auto: no GPU that can be used: {why}"));
        Assert.That(File.ReadAllText(scratch.At("scores.csv")), Is.EqualTo(File.ReadAllText(scratch.At("expected.csv"))));
    }

    [Test]
    public void Auto_says_why_it_took_the_processor()
    {
        using var scratch = new Scratch();
        var result = Support.Program.Run("score", Demo.Zip("concrete"), Demo.Data("concrete"), scratch.At("scores.csv"), "--device", "auto");

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.Contain("Ran on cpu (auto: no GPU that can be used: cuda: "));
    }

    [Test]
    public void Auto_takes_the_first_GPU_and_says_so()
    {
        using var scratch = new Scratch();
        var result = Support.Program.Start(scratch.Directory, GpuRuntime.Environs(), "score", Demo.Zip("concrete"), Demo.Data("concrete"), "scores.csv",
            "--device", "auto", "--batch-rows", "200");

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.Contain("Every node ran on cuda:0 (Simulated GPU 0), 100 rows at a time (auto: the first GPU)."));
    }

    [Test]
    public void Evaluate_runs_on_the_device_too()
    {
        var result = Support.Program.Start(AppContext.BaseDirectory, GpuRuntime.Environs(), "evaluate", Demo.Zip("concrete"), Demo.Data("concrete"),
            "--held-out", "--device", "cuda");

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.Contain("Every node ran on cuda:0 (Simulated GPU 0)"));
    }

    [Test]
    public void A_library_that_nothing_would_use_is_refused()
    {
        var result = Support.Program.Run("score", Demo.Zip("concrete"), Demo.Data("concrete"), "--onnxruntime", ".");

        Assert.That((result.Code, result.Error), Is.EqualTo((2, "error: --onnxruntime: no GPU asked for; expected --device cuda or auto beside it\n")));
    }
}
