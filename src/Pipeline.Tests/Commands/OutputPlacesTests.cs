using NUnit.Framework;
using Pipeline.Commands;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class OutputPlacesTests
{
    [TestCase("in.csv")]
    [TestCase("./in.csv")]
    [TestCase("sub/../in.csv")]
    [TestCase("link.csv")]
    [TestCase("link-to-link.csv")]
    [TestCase("sub/up/in.csv")]
    public void An_input_is_not_written_over_however_it_is_spelt(string name)
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.At("sub"));
        scratch.Write("in.csv", "x\n");
        File.CreateSymbolicLink(scratch.At("link.csv"), "in.csv");
        File.CreateSymbolicLink(scratch.At("link-to-link.csv"), scratch.At("sub/../link.csv"));
        Directory.CreateSymbolicLink(scratch.At("sub/up"), "..");

        Assert.That(() => OutputPlaces.Check([scratch.At("in.csv")], [scratch.At(name)]), Throws.TypeOf<ConfigException>().With.Message.Contains("an output that is the input"));
        Assert.That(() => OutputPlaces.Check([scratch.At(name)], [scratch.At("in.csv")]), Throws.TypeOf<ConfigException>());
    }

    [Test]
    public void Two_outputs_need_two_places() =>
        Assert.That(() => OutputPlaces.Check(["in.csv"], ["out.csv", "./out.csv"]), Throws.TypeOf<ConfigException>().With.Message.Contains("an output that is also the output"));

    [Test]
    public void Standard_streams_and_devices_are_nobodys_place() =>
        Assert.That(() => OutputPlaces.Check(["-"], ["-", null, "/dev/null", "/dev/null"]), Throws.Nothing);
}
