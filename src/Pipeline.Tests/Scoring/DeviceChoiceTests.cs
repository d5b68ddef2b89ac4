using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;

namespace Pipeline.Tests.Scoring;

[TestFixture]
internal sealed class DeviceChoiceTests
{
    private static readonly string[] gpus = ["A", "B", "C"];

    private readonly List<string> opened = [];

    [SetUp]
    public void Forget() => opened.Clear();

    [Test]
    public void Auto_takes_the_first_GPU_where_nothing_speaks_against_it()
    {
        var placement = DeviceChoice.First(gpus, [], Opening());

        Assert.That($"{placement}, {placement.Choice}", Is.EqualTo("cuda:0 (A), auto: the first GPU"));
        Assert.That(opened, Is.EqualTo(["cuda:0"]));
    }

    [Test]
    public void Auto_goes_on_to_the_first_GPU_on_which_the_model_opens_and_says_why()
    {
        var placement = DeviceChoice.First(gpus, [], Opening("cuda:0", "cuda:1"));

        Assert.That($"{placement}, {placement.Choice}", Is.EqualTo("cuda:2 (C), auto: the first GPU that can be used; cuda:0: busy; cuda:1: busy"));
        Assert.That(opened, Is.EqualTo(["cuda:0", "cuda:1", "cuda:2"]));
    }

    [Test]
    public void Auto_takes_the_processor_where_no_GPU_opens_the_model_and_says_why_of_each()
    {
        var placement = DeviceChoice.First(gpus, [], Opening("cuda:0", "cuda:1", "cuda:2"));

        Assert.That($"{placement}, {placement.Choice}", Is.EqualTo("cpu, auto: no GPU that can be used: cuda:0: busy; cuda:1: busy; cuda:2: busy"));
    }

    [Test]
    public void Auto_takes_the_processor_where_something_is_in_the_way_of_all_GPUs()
    {
        var placement = DeviceChoice.First([], [new Problem("liba.so", "missing", "it"), new Problem("libb.so", "missing", "it")], Opening());

        Assert.That($"{placement}, {placement.Choice}", Is.EqualTo("cpu, auto: no GPU that can be used: liba.so: missing; libb.so: missing"));
    }

    [Test]
    public void An_error_that_is_no_devices_ends_the_run_on_auto_too()
    {
        Assert.That(() => DeviceChoice.First<Placement>(gpus, [], _ => throw new ConfigException("x", "a", "b")), Throws.InstanceOf<ConfigException>());
    }

    private Func<Placement, Placement> Opening(params string[] busy) => placement =>
    {
        var device = placement.Device.ToString();
        opened.Add(device);
        return busy.Contains(device) ? throw new DeviceException(device, "busy", "a device that can be used") : placement;
    };
}
