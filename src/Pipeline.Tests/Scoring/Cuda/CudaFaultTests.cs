using NUnit.Framework;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>What ONNX Runtime 1.31 says on a GPU, where the stand-in has other words or none, and what comes of it.</summary>
[TestFixture]
internal sealed class CudaFaultTests
{
    private const string Run = "[ErrorCode:Fail] Non-zero status code returned while running Cast node. Name:'Cast_7' Status Message: ";
    private const string Source =
        "/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc:129 std::conditional_t<THRW, void, onnxruntime::common::Status> "
            + "onnxruntime::CudaCall(ERRTYPE, const char*, const char*, SUCCTYPE, const char*, const char*, int) [with ERRTYPE = cudaError; bool THRW = "
                + "true; SUCCTYPE = cudaError] ";
    private const string Place = " ; GPU=0 ; hostname=gpu-7 ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/x.cc ; line=66 ; expr=";

    [TestCase($"[ErrorCode:Fail] {Source}CUDA failure 2: out of memory{Place}cudaMalloc(&p, size); ", "out of memory (cudaMalloc, CUDA error 2)")]
    [TestCase($"{Run}CUDA error cudaErrorMemoryAllocation:out of memory", "out of memory (cudaErrorMemoryAllocation)")]
    [TestCase($"{Run}CUBLAS failure 1: the library was not initialized{Place}cublasCreate(&cublas_handle_); ",
        "CUBLAS_STATUS_NOT_INITIALIZED (cublasCreate, CUBLAS error 1)")]
    [TestCase($"{Run}CUBLAS failure 3: the resource allocation failed{Place}cublasSgemm(a, b); ", "CUBLAS_STATUS_ALLOC_FAILED (cublasSgemm, CUBLAS error 3)")]
    [TestCase($"{Run}CUDNN failure 4001: CUDNN_STATUS_INTERNAL_ERROR_HOST_ALLOCATION_FAILED{Place}cudnnCreate(&h); ",
        "CUDNN_STATUS_INTERNAL_ERROR_HOST_ALLOCATION_FAILED (cudnnCreate, CUDNN error 4001)")]
    [TestCase("[ErrorCode:RuntimeException] Exception during initialization: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:376 void* "
        + "onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 67108864\n",
        "out of memory (the arena of ONNX Runtime, CUDA error 2)")]
    public void Lack_of_memory_is_recognised_however_it_is_told(string text, string found)
    {
        var error = CudaFault.Of("cuda:0", text, "9.0");

        Assert.That(CudaFault.IsOutOfMemory(error), error.Message);
        Assert.That(error.Message, Does.StartWith($"cuda:0: {found}; expected enough free memory"));
    }

    [TestCase($"{Run}CUBLAS failure 13: the function failed to launch on the GPU{Place}cublasSgemm(a, b); ",
        "CUBLAS_STATUS_EXECUTION_FAILED (cublasSgemm, CUBLAS error 13)")]
    [TestCase($"{Run}CUBLAS failure 14: an internal operation failed{Place}cublasSgemm(a, b); ", "CUBLAS_STATUS_INTERNAL_ERROR (cublasSgemm, CUBLAS error 14)")]
    [TestCase($"[ErrorCode:Fail] {Source}CUDA failure 700: an illegal memory access was encountered{Place}cudaStreamSynchronize(s); ",
        "an illegal memory access was encountered (cudaStreamSynchronize, CUDA error 700)")]
    [TestCase($"{Run}CUDA error cudaErrorLaunchFailure:unspecified launch failure", "unspecified launch failure (cudaErrorLaunchFailure)")]
    [TestCase("CUDA failure 719: unspecified launch failure", "unspecified launch failure (CUDA error 719)")]
    public void Another_failure_is_named_by_its_status(string text, string found)
    {
        var error = CudaFault.Of("cuda:0", text, "9.0");

        Assert.That(CudaFault.IsOutOfMemory(error), Is.False);
        Assert.That(error.Message, Does.StartWith($"cuda:0: {found}; expected a device that does what it is told. Run it again"));
    }

    [TestCase($"{Run}CUDA error cudaErrorNoKernelImageForDevice:no kernel image is available for execution on the device",
        "no kernel image is available for execution on the device (cudaErrorNoKernelImageForDevice)")]
    [TestCase($"[ErrorCode:Fail] {Source}CUDA failure 209: no kernel image is available for execution on the device{Place}cudaGetLastError(); ",
        "no kernel image is available for execution on the device (cudaGetLastError, CUDA error 209)")]
    [TestCase($"{Run}CUBLAS failure 8: an absent device architectural feature is required{Place}cublasCreate(&h); ",
        "CUBLAS_STATUS_ARCH_MISMATCH (cublasCreate, CUBLAS error 8)")]
    public void A_device_that_the_build_has_no_code_for_is_told_with_its_compute_capability(string text, string found)
    {
        var error = CudaFault.Of("cuda:0", text, "7.5");

        Assert.That(error.Message,
            Does.StartWith($"cuda:0: {found}: no code for compute capability 7.5 in this build of ONNX Runtime; expected a device that the build has code "
                + $"for. Use a build"));
    }

    [TestCase("[ErrorCode:Fail] /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:2210 onnxruntime::Provider& "
        + "onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library libonnxruntime_providers_cuda.so with error: "
            + "/opt/ort/libonnxruntime_providers_cuda.so: undefined symbol: cublasCreate_v2\n",
        "Failed to load library libonnxruntime_providers_cuda.so with error: libonnxruntime_providers_cuda.so: undefined symbol: cublasCreate_v2")]
    [TestCase("[ErrorCode:Fail] Non-zero status code returned while running Gather node. Name:'' Status Message: /onnxruntime_src/a.cc:12 bool "
        + "onnxruntime::(anonymous namespace)::F(int, void (*)(int)) const [with T = int] indices element out of data bounds, idx=7. More at "
            + "/x/y.\nStacktrace:\n   at here",
        "indices element out of data bounds, idx=7")]
    [TestCase("[ErrorCode:InvalidGraph] This is an invalid model. Error in Node: x", "This is an invalid model")]
    [TestCase("[ErrorCode:Fail] status 1.5 ; hostname=gpu-7 ; more", "status 1.5")]
    [TestCase("[ErrorCode:Fail] /onnxruntime_src/a.cc:12 ", "an error that ONNX Runtime says nothing of")]
    [TestCase("", "an error that ONNX Runtime says nothing of")]
    public void What_is_not_recognised_is_a_sentence_without_places_and_hosts(string text, string found)
    {
        var error = CudaFault.Of("cuda:0", text, "9.0");

        Assert.That(error.Problems[0].Found, Is.EqualTo(found));
        Assert.That(error.Problems[0].Expected, Is.EqualTo("a session in the CUDA provider"));
    }
}
