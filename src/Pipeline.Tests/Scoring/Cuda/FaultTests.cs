using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>
/// What is missing and what breaks, on the stand-in for the CUDA runtime: exit code 5 and what is wrong, the scores of yesterday
/// untouched, nothing half written, and all that was taken given back.
/// </summary>
[TestFixture]
internal sealed class FaultTests
{
    private const string Yesterday = "yesterday's scores\n";

    private Scratch scratch = null!;

    [SetUp]
    public void Prepare()
    {
        _ = GpuRuntime.Directory;
        scratch = new Scratch();
        var rows = Demo.Head("concrete", 1030);
        // A batch on the device is 4,096 rows: nine of them, the last one short.
        scratch.Write("day.csv", string.Join('\n', [rows[0], .. Enumerable.Repeat(rows[1..], 33).SelectMany(copy => copy)]) + "\n");
        scratch.Write("scores.csv", Yesterday);
    }

    [TearDown]
    public void Clean() => scratch?.Dispose();

    [TestCase("cuda", "cuda: no GPU; expected an NVIDIA GPU", "SIMCUDA_DEVICES=0")]
    [TestCase("cuda", "cuda: an NVIDIA driver for CUDA 13.0; expected one for CUDA 13.0", "SIMCUDA_FAIL=cudaGetDeviceCount:1:35")]
    [TestCase("cuda:1", "--device: no cuda:1; expected cuda:0", "SIMCUDA_DEVICES=1")]
    [TestCase("cuda:0,4,5", "--device: no cuda:4; expected cuda:0, cuda:1, cuda:2, cuda:3. The command devices lists what is there.\n--device: no cuda:5;",
        "SIMCUDA_DEVICES=4")]
    public void A_device_that_is_not_there(string device, string message, string fault) => Check(device, message, fault);

    [TestCase("cuda", "cuda:0, opening the model: out of memory", "SIMCUDA_FAIL=cudaMalloc:1")]
    [TestCase("cuda", "cuda:0, opening the model: out of memory (the arena of ONNX Runtime, CUDA error 2); expected enough free memory",
        "SIMCUDA_FAIL=cudaMalloc:14")]
    [TestCase("cuda", "rows: out of memory (cudaHostAlloc, CUDA error 2)", "SIMCUDA_FAIL=cudaHostAlloc:2")]
    [TestCase("cuda", "out of memory", "SIMCUDA_MEMORY_MB=0")]
    [TestCase("cuda:0,1,2,3", "out of memory", "SIMCUDA_DEVICES=4", "SIMCUDA_FAIL=cudaMalloc:60")]
    [TestCase("cuda", "cuda:0, batch 5: out of memory (cudaGraphLaunch, CUDA error 2)", "SIMCUDA_FAIL=cudaGraphLaunch:7:2")]
    [TestCase("cuda", "cuda:0, preparing a batch of 64 rows: out of memory (cudaError); expected enough free memory", "SIMCUDA_FAIL=cudaLaunchKernel:1:2")]
    public void Too_little_memory(string device, string message, params string[] faults) => Check(device, message, faults);

    [TestCase("cuda", "cuda:0, batch 1: error (cudaMemcpyAsync, CUDA error 700); expected a device that does what it is told",
        "SIMCUDA_FAIL=cudaMemcpyAsync:1:700")]
    [TestCase("cuda", "cuda:0, batch 6: error (cudaMemcpyAsync, CUDA error 700)", "SIMCUDA_FAIL=cudaMemcpyAsync:11:700")]
    [TestCase("cuda", "cuda:0, preparing a batch of 4,096 rows: error (cudaError)", "SIMCUDA_FAIL=cudaLaunchKernel:50:719")]
    [TestCase("cuda", "cuda:0, batch 5: error (cudaGraphLaunch, CUDA error 719)", "SIMCUDA_FAIL=cudaGraphLaunch:7:719")]
    [TestCase("cuda", "cuda:0, batch 5: error (cudaEventSynchronize, CUDA error 700)", "SIMCUDA_FAIL=cudaEventSynchronize:5:700")]
    [TestCase("cuda", "cuda:0, opening the model: error (cudaStreamSynchronize, CUDA error 700)", "SIMCUDA_FAIL=cudaStreamSynchronize:1:700")]
    [TestCase("cuda", "cuda:0, batch 3: error (cudaSetDevice, CUDA error 700)", "SIMCUDA_FAIL=cudaSetDevice:12:700")]
    [TestCase("cuda:1", "cuda:1, opening the model: error (cudaSetDevice, CUDA error 46)", "SIMCUDA_DEVICES=2", "SIMCUDA_FAIL=cudaSetDevice:1:46")]
    [TestCase("cuda", "cuda:0, opening the model: error (cudaMemGetInfo, CUDA error 46)", "SIMCUDA_FAIL=cudaMemGetInfo:1:46")]
    [TestCase("cuda", "cuda:0, batch 1: error (cudaMemcpyAsync, CUDA error 209): no code for compute capability 9.0 in this build of ONNX Runtime",
        "SIMCUDA_FAIL=cudaMemcpyAsync:1:209")]
    [TestCase("auto", "cuda:0, batch 5: error (cudaGraphLaunch, CUDA error 719)", "SIMCUDA_FAIL=cudaGraphLaunch:7:719")]
    [TestCase("cuda:0,1,2,3", "error (cudaMemcpyAsync, CUDA error 700)", "SIMCUDA_DEVICES=4", "SIMCUDA_FAIL=cudaMemcpyAsync:6:700")]
    [TestCase("cuda:0,1,2,3", "rows: error (cudaError)", "SIMCUDA_DEVICES=4", "SIMCUDA_FAIL=cudaLaunchKernel:600:719")]
    [TestCase("cuda:0,1,2,3", "error (cudaGraphLaunch, CUDA error 719)", "SIMCUDA_DEVICES=4", "SIMCUDA_FAIL=cudaGraphLaunch:12:719")]
    public void A_device_that_breaks(string device, string message, params string[] faults) => Check(device, message, faults);

    [Test]
    public void A_library_of_the_provider_that_is_missing_is_named_and_no_other()
    {
        foreach (var library in Directory.EnumerateFiles(GpuRuntime.Simulated).Where(path => !path.Contains("cublas.so", StringComparison.Ordinal)))
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(scratch.At("cuda")).FullName, Path.GetFileName(library)), library);

        var error = Check("cuda", "libcublas.so.13: no such library", $"LD_LIBRARY_PATH={scratch.At("cuda")}").Trim();

        Assert.That(error.Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.Contain("CUDA 13 toolkit").And.Contain("LD_LIBRARY_PATH"));
    }

    [Test]
    public void Without_CUDA_on_the_machine_all_that_is_missing_is_named_at_once()
    {
        var error = Check("cuda", "error: libcublasLt.so.13: no such library", "LD_LIBRARY_PATH=");

        Assert.That(error.Trim().Split('\n').Select(line => line.Replace("error: ", "", StringComparison.Ordinal).Split(':')[0]),
            Is.EqualTo(["libcublasLt.so.13", "libcublas.so.13", "libcurand.so.10", "libcudart.so.13", "libcuda.so.1"]));
    }

    [TestCase("libonnxruntime_providers_cuda.so")]
    [TestCase("libonnxruntime_providers_shared.so")]
    public void A_provider_that_is_missing(string missing)
    {
        foreach (var library in Directory.EnumerateFiles(GpuRuntime.Directory).Where(path => Path.GetFileName(path) != missing))
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(scratch.At("ort")).FullName, Path.GetFileName(library)), library);

        Check("cuda", $"{missing}: no such library", $"PIPELINE_ONNXRUNTIME={scratch.At("ort")}");
    }

    [TestCase("text")]
    [TestCase("")]
    public void A_provider_that_is_none(string content)
    {
        foreach (var library in Directory.EnumerateFiles(GpuRuntime.Directory).Where(path => !path.EndsWith("_cuda.so", StringComparison.Ordinal)))
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(scratch.At("ort")).FullName, Path.GetFileName(library)), library);
        scratch.Write("ort/libonnxruntime_providers_cuda.so", content);

        Check("cuda",
            "libonnxruntime_providers_cuda.so: a file that is cut off, is no library of Linux, or cannot be read; expected ONNX Runtime's CUDA provider, whole",
            $"PIPELINE_ONNXRUNTIME={scratch.At("ort")}");
    }

    // The loader ends the process where the last segment, or a table behind the names, is not there.
    [TestCase("libonnxruntime_providers_cuda.so", 60_000)]
    [TestCase("libonnxruntime_providers_cuda.so", 1)]
    [TestCase("libonnxruntime_providers_shared.so", 4_000)]
    [TestCase("libonnxruntime.so", 1_000_000)]
    public void A_library_that_is_cut_off(string cut, long missing)
    {
        foreach (var library in Directory.EnumerateFiles(GpuRuntime.Directory).Where(path => Path.GetFileName(path) != cut))
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(scratch.At("ort")).FullName, Path.GetFileName(library)), library);
        using (var whole = File.OpenRead(Path.Combine(GpuRuntime.Directory, cut)))
        using (var part = File.Create(scratch.At($"ort/{cut}")))
        {
            whole.CopyTo(part);
            part.SetLength(whole.Length - missing);
        }

        Check("cuda", $"{cut}: a file that is cut off", $"PIPELINE_ONNXRUNTIME={scratch.At("ort")}");
    }

    // cuBLAS needs the other, so that to load the whole one is to load what is not.
    [TestCase("libcublasLt.so.13")]
    [TestCase("libcudart.so.13")]
    public void A_library_of_CUDA_that_is_cut_off(string cut)
    {
        foreach (var library in Directory.EnumerateFiles(GpuRuntime.Simulated).Where(path => Path.GetFileName(path) != cut))
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(scratch.At("cuda")).FullName, Path.GetFileName(library)), library);
        File.WriteAllBytes(scratch.At($"cuda/{cut}"), File.ReadAllBytes(Path.Combine(GpuRuntime.Simulated, cut))[..9000]);

        var error = Check("cuda", $"{cut}: a file that is cut off", $"LD_LIBRARY_PATH={scratch.At("cuda")}").Trim();

        Assert.That(error.Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.Contain("the library, whole. It comes with NVIDIA's CUDA 13 toolkit"));
    }

    [Test]
    public void A_library_of_ONNX_Runtime_that_is_none()
    {
        Check("cuda", "libonnxruntime.so: no such file; expected libonnxruntime.so of ONNX Runtime", $"PIPELINE_ONNXRUNTIME={scratch.Directory}");
        scratch.Write("ort/libonnxruntime.so", "text");
        Check("cuda", "libonnxruntime.so: a file that is cut off, is no library of Linux, or cannot be read", $"PIPELINE_ONNXRUNTIME={scratch.At("ort")}");
    }

    [Test]
    public void A_batch_that_is_too_large_is_made_smaller_before_the_run()
    {
        var result = Score("cuda", "--json", ["SIMCUDA_MEMORY_MB=4"]);
        using var outcome = JsonDocument.Parse(result.Out);
        var device = outcome.RootElement.GetProperty("device");

        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(device.GetProperty("batchRows").GetInt32(), Is.LessThan(4096));
        Assert.That(outcome.RootElement.GetProperty("rows").GetInt32(), Is.EqualTo(33 * 1030));
        Assert.That(File.ReadLines(scratch.At("scores.csv")).Count(), Is.EqualTo((33 * 1030) + 1));
    }

    [Test]
    public void Room_for_every_thread_is_made_before_the_first_row_is_read()
    {
        // A header without the columns is told with exit code 3, unless room is missing first.
        scratch.Write("day.csv", "other\n1\n");

        Assert.That(Score("cuda", "--json", [], threads: 8).Code, Is.EqualTo(3));
        Assert.That(Score("cuda", "--json", ["SIMCUDA_FAIL=cudaHostAlloc:5"], threads: 8).Code, Is.EqualTo(5), "room for one thread");
    }

    [TestCase(1000, "Take fewer --threads: there was room for ")]
    [TestCase(2, "Free memory on the device")]
    public void Room_that_the_number_of_threads_takes_is_told(int threads, string remedy)
    {
        var result = Score("cuda", "--separator", [$"SIMCUDA_MEMORY_MB={(threads == 2 ? 0 : 3)}"], threads);

        Assert.That(result.Code, Is.EqualTo(5));
        Assert.That(result.Error, Does.Contain($"expected enough free memory for the model and one batch. {remedy}"));
    }

    [Test]
    public void A_device_that_nobody_asked_for_is_left_alone()
    {
        Dictionary<string, long> Ledger(int devices)
        {
            Assert.That(Score("cuda:0", "--json", [$"SIMCUDA_DEVICES={devices}", $"SIMCUDA_LEDGER={scratch.At("ledger.json")}"]).Code, Is.Zero);
            return JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(scratch.At("ledger.json")))!;
        }

        // To look at a device would be a call more for each.
        Assert.That(Ledger(8), Is.EqualTo(Ledger(1)));
    }

    [Test]
    public void Two_batches_are_on_their_way_before_the_first_is_waited_for()
    {
        Check("cuda", "cudaEventSynchronize", "SIMCUDA_FAIL=cudaEventSynchronize:1:700");
        var ledger = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(scratch.At("ledger.json")))!;

        // Each of the two graphs was launched once when it had been captured.
        Assert.That(ledger["cudaGraphLaunch"], Is.EqualTo(2 + 2));
    }

    [Test]
    public void Graphs_of_a_device_that_failed_for_good_are_left_to_the_driver()
    {
        // From the call after the first graph was captured on. ONNX Runtime ends the process where a graph cannot be destroyed.
        var result = Score("cuda", "--separator", ["SIMCUDA_FAIL=cudaDeviceSynchronize:3:700", $"SIMCUDA_LEDGER={scratch.At("ledger.json")}"]);
        var ledger = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(scratch.At("ledger.json")))!;

        Assert.That((result.Code, ledger["cudaGraphInstantiate"]), Is.EqualTo((5, 1)), result.Error);
        Assert.That(ledger.Keys, Has.None.EqualTo("cudaGraphExecDestroy"));
    }

    [Test]
    public void The_error_is_told_as_JSON_too()
    {
        var result = Score("cuda", "--json", ["SIMCUDA_DEVICES=0"]);
        using var outcome = JsonDocument.Parse(result.Out);

        Assert.That(result.Code, Is.EqualTo(5));
        Assert.That(outcome.RootElement.GetProperty("error").GetProperty("problems")[0].GetProperty("found").GetString(), Is.EqualTo("no GPU"));
    }

    private string Check(string device, string message, params string[] faults)
    {
        var files = scratch.Names();
        var result = Score(device, "--separator", [.. faults, $"SIMCUDA_LEDGER={scratch.At("ledger.json")}"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(5), result.Error);
            Assert.That(result.Error, Does.StartWith("error: ").And.Contain(message));
            Assert.That(result.Error, Does.Not.Contain("hostname").And.Not.Contain("onnxruntime_src").And.Not.Contain("   at "));
            Assert.That(result.Out, Is.Empty);
            Assert.That(File.ReadAllText(scratch.At("scores.csv")), Is.EqualTo(Yesterday));
            Assert.That(scratch.Names().Except(["ledger.json"]), Is.EqualTo(files));
            AssertReleased(faults);
        }
        return result.Error;
    }

    /// <summary>What was got was given back; a call that was made to fail gave nothing.</summary>
    private void AssertReleased(string[] faults)
    {
        // A process that never loaded the stand-in writes no ledger.
        if (!File.Exists(scratch.At("ledger.json")))
            return;
        var ledger = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(scratch.At("ledger.json")))!;
        var failing = faults.Select(fault => fault.Split('=', ':')).FirstOrDefault(fault => fault[0] == "SIMCUDA_FAIL");
        long Got(string call) => failing?[1] == call
            ? Math.Min(ledger.GetValueOrDefault(call), long.Parse(failing[2], CultureInfo.InvariantCulture) - 1)
            : ledger.GetValueOrDefault(call);
        Assert.That(Got("cudaStreamDestroy"), Is.EqualTo(Got("cudaStreamCreateWithFlags") + Got("cudaStreamCreate")));
        Assert.That(Got("cudaEventDestroy"), Is.EqualTo(Got("cudaEventCreateWithFlags")));
        Assert.That(Got("cudaGraphExecDestroy"), Is.EqualTo(Got("cudaGraphInstantiate")));
        Assert.That(Got("cudaFreeHost"), Is.EqualTo(Got("cudaHostAlloc") + Got("cudaMallocHost")));
        // A device without memory refuses calls that no rule made fail; and CUDA is started by giving back nothing.
        if (!faults.Any(fault => fault.StartsWith("SIMCUDA_MEMORY", StringComparison.Ordinal)))
            Assert.That(Got("cudaFree"), Is.AtLeast(Got("cudaMalloc")));
    }

    [Test]
    public void More_GPUs_than_threads_are_refused_since_one_would_stand_idle()
    {
        var result = Score("cuda:0,1,2,3", "--json", ["SIMCUDA_DEVICES=4"], threads: 3);

        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith("error: --device: 4 GPUs for 3 at work; expected no more GPUs than threads"));
    }

    private RunResult Score(string device, string option, string[] variables, int? threads = null)
    {
        string[] last = option == "--separator" ? ["--separator", ","] : [option];
        return Support.Program.Start(scratch.Directory,
            GpuRuntime.Environs([.. variables.Select(variable => (variable.Split('=')[0], variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..]))]),
            ["score", Demo.Zip("concrete"), "day.csv", "scores.csv", "--device", device, "--batch-rows", "8192", "--threads",
                $"{threads ?? (device.Contains(',', StringComparison.Ordinal) ? 4 : 1)}", .. last]);
    }
}
