using NUnit.Framework;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>Cleans up after all tests of this folder.</summary>
[SetUpFixture]
internal sealed class GpuRuntimeOfAllTests
{
    [OneTimeTearDown]
    public void Remove() => GpuRuntime.Remove();
}
