using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Scoring;

[TestFixture]
internal sealed class DeviceTests
{
    [TestCase(null, DeviceKind.Cpu, "cpu")]
    [TestCase("cpu", DeviceKind.Cpu, "cpu")]
    [TestCase("cuda", DeviceKind.Cuda, "cuda:0", 0)]
    [TestCase("cuda:3", DeviceKind.Cuda, "cuda:3", 3)]
    [TestCase("cuda:2,0,11", DeviceKind.Cuda, "cuda:2,0,11", 2, 0, 11)]
    [TestCase("auto", DeviceKind.Auto, "auto")]
    public void A_device_is_read(string? text, DeviceKind kind, string shown, params int[] indices)
    {
        var device = Device.Parse(text);

        Assert.That((device.Kind, device.ToString()), Is.EqualTo((kind, shown)));
        Assert.That(device.Indices, Is.EqualTo(indices));
    }

    [TestCase("")]
    [TestCase("gpu")]
    [TestCase("CUDA")]
    [TestCase("cuda:")]
    [TestCase("cuda:-1")]
    [TestCase("cuda:0,0")]
    [TestCase("cuda:0,")]
    [TestCase("cuda:0 ,1")]
    [TestCase("cuda:1.5")]
    [TestCase("cuda0")]
    [TestCase("cpu:0")]
    public void Any_other_text_is_refused(string text)
    {
        Assert.That(() => Device.Parse(text), Throws.InstanceOf<ConfigException>()
            .With.Message.StartsWith($"--device: '{text}'; expected cpu, cuda, cuda:N, cuda:N,N,… (each GPU once) or auto"));
    }

    [TestCase("gpu")]
    [TestCase("GPU")]
    [TestCase("CUDA")]
    public void A_gpu_by_another_name_is_told_its_name_here(string text)
    {
        Assert.That(() => Device.Parse(text), Throws.InstanceOf<ConfigException>().With.Message.EndsWith("or auto. The first GPU is cuda."));
    }
}
