using NUnit.Framework;
using Pipeline.Tests.Scoring.Cuda;

namespace Pipeline.Tests;

/// <summary>Cleans up after all tests that used them.</summary>
[SetUpFixture]
internal sealed class GpuRuntimeOfAllTests
{
    [OneTimeTearDown]
    public void Remove() => GpuRuntime.Remove();
}
