using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed partial class PackagesTests
{
    private static readonly IReadOnlyList<string> Projects = Repository.Files("src", ".csproj");

    private static readonly Dictionary<string, string> Pins = XDocument.Parse(Repository.Read("Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(pin => (string)pin.Attribute("Include")!, pin => (string?)pin.Attribute("Version") ?? "", StringComparer.OrdinalIgnoreCase);

    [Test]
    public void Every_version_is_an_exact_pin()
    {
        Assert.That(Pins, Is.Not.Empty);
        Assert.That(Pins.Where(pin => !ExactPin().IsMatch(pin.Value)), Is.Empty);
    }

    [TestCase("[1.2.3]", true)]
    [TestCase("[1.2.3.4]", true)]
    [TestCase("[1.2.3-preview.4]", true)]
    [TestCase("1.2.3", false)]
    [TestCase("[1.2.3,)", false)]
    [TestCase("[1.2.*]", false)]
    public void An_exact_pin_is_told_from_a_range(string version, bool exact)
    {
        Assert.That(ExactPin().IsMatch(version), Is.EqualTo(exact));
    }

    [TestCaseSource(nameof(Projects))]
    public void A_project_leaves_versions_to_the_central_file(string project)
    {
        var own = References(project).Where(reference => reference.Attributes().Select(attribute => attribute.Name.LocalName)
            .Concat(reference.Elements().Select(element => element.Name.LocalName))
            .Any(name => name is "Version" or "VersionOverride"));

        Assert.That(own.Select(reference => reference.ToString()), Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void A_project_has_a_lock_file_that_agrees_with_the_pins(string project)
    {
        var path = project[..project.LastIndexOf('/')] + "/packages.lock.json";
        Assert.That(Repository.PathOf(path), Does.Exist);
        using var document = JsonDocument.Parse(Repository.Read(path));
        var locked = document.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .ToLookup(package => package.Name, package => package.Value.GetProperty("resolved").GetString(), StringComparer.OrdinalIgnoreCase);

        using (Assert.EnterMultipleScope())
        {
            foreach (var reference in References(project).Where(IsInDefaultBuild).Select(reference => (string)reference.Attribute("Include")!))
            {
                Assert.That(Pins, Does.ContainKey(reference), "a package of the project has no pin");
                Assert.That(locked.Contains(reference), $"{reference} is not in the lock file");
            }

            foreach (var (name, version) in Pins)
                Assert.That(locked[name].Select(resolved => $"[{resolved}]"), Is.All.EqualTo(version), $"{name} is locked to another version");
        }
    }

    [Test]
    public void ONNX_Runtime_with_CUDA_takes_the_place_of_the_other_where_it_is_asked_for()
    {
        static IReadOnlyList<string> Evaluated(params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet", ["msbuild", Repository.PathOf("src/Pipeline/Pipeline.csproj"), "-getItem:PackageReference",
                .. arguments])
            { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            using var items = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
            return [.. items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!)];
        }
        var (usual, gpu) = (Evaluated(), Evaluated("-p:OnnxRuntimePackage=Gpu"));

        Assert.That(usual.Except(gpu), Is.EqualTo(["Microsoft.ML.OnnxRuntime"]));
        Assert.That(gpu.Except(usual), Is.EqualTo(["Microsoft.ML.OnnxRuntime.Gpu"]));
        Assert.That(Pins["Microsoft.ML.OnnxRuntime.Gpu"], Is.EqualTo(Pins["Microsoft.ML.OnnxRuntime"]));
    }

    /// <summary>The package with CUDA is in no lock file: nothing in the default build may need it.</summary>
    private static bool IsInDefaultBuild(XElement reference) =>
        ((string?)reference.Attribute("Condition"))?.Contains("== 'Gpu'", StringComparison.Ordinal) != true;

    private static IEnumerable<XElement> References(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("PackageReference");

    [GeneratedRegex(@"^\[\d+(?:\.\d+){2,3}(?:-[0-9A-Za-z.-]+)?\]$")]
    private static partial Regex ExactPin();
}
