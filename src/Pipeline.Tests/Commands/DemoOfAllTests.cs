using NUnit.Framework;
using Pipeline.Tests.Commands;

namespace Pipeline.Tests;

[SetUpFixture]
internal sealed class DemoOfAllTests
{
    [OneTimeTearDown]
    public void Remove() => Demo.Remove();
}
