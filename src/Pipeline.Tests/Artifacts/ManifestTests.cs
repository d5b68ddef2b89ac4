using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Container;
using Pipeline.Configuration;
using Pipeline.Model;
using Pipeline.Reports.Json.Shapes;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

[TestFixture]
internal sealed class ManifestTests
{
    private readonly Scratch scratch = new();
    private string path = "";
    private Manifest manifest = null!;

    [OneTimeSetUp]
    public void Train()
    {
        path = SmallModel.Train(scratch);
        manifest = ModelZipReader.Open(path).Manifest;
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void Entries_stand_in_ordinal_order_at_the_earliest_time_with_a_digest_each()
    {
        using var zip = ZipFile.OpenRead(path);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();

        Assert.That(names, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(zip.Entries.Select(entry => entry.LastWriteTime.DateTime), Is.All.EqualTo(new DateTime(1980, 1, 1)));
        Assert.That(names.Where(name => !manifest.Entries.ContainsKey(name)), Is.EquivalentTo([EntryNames.Manifest, EntryNames.Digest]));
        foreach (var (name, content) in ZipEdits.Entries(File.ReadAllBytes(path)).Where(entry => manifest.Entries.ContainsKey(entry.Name)))
            Assert.That(manifest.Entries[name], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(content))));
    }

    [Test]
    public void The_config_is_the_effective_one_and_reads_as_itself()
    {
        var read = manifest.Config.Read("manifest");
        var json = manifest.Config.ToJson();

        Assert.That(ConfigWriter.Write(read).ToJsonString(), Is.EqualTo(json.ToJsonString()));
        Assert.That((string?)json["normalize"]!["method"], Is.EqualTo("meanVariance"));
        Assert.That((bool)json["normalize"]!["fixZero"]!, Is.False);
        Assert.That((double)json["split"]!["testFraction"]!, Is.EqualTo(0.2));
        Assert.That((int)json["model"]!["options"]!["seed"]!, Is.EqualTo(3), "the root seed");
        Assert.That((bool)json["model"]!["options"]!["handleMissingValue"]!, Is.True, "a default of ML.NET");
        Assert.That(json["model"]!["options"]!["numberOfThreads"], Is.Null, "any number makes the same trees");
        Assert.That((bool)json["model"]!["options"]!["deterministic"]!, Is.True);
    }

    [Test]
    public void An_override_is_in_the_config_of_the_zip()
    {
        var run = Support.Program.Run("train", scratch.At("run.jsonc"), "--out", scratch.At("set"), "--set", "seed=9", "--set", "scoring.threshold=0.7");
        var opened = ModelZipReader.Open(scratch.At("set/model.zip"));

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That((opened.ReadConfig().Seed, opened.ReadConfig().Scoring.Threshold.Value, opened.Model.Signature.Threshold),
            Is.EqualTo((9, 0.7, 0.7)));
    }

    [Test]
    public void Data_split_classes_and_figures_are_there()
    {
        var table = File.ReadAllBytes(scratch.At("table.csv"));
        var metrics = JsonNode.Parse(File.ReadAllText(scratch.At("out/metrics.json")))!;

        Assert.That(manifest.Data.Files, Is.EqualTo([new FileFingerprint("table.csv", Convert.ToHexStringLower(SHA256.HashData(table)), table.Length, 240)]));
        Assert.That(manifest.Data.TrainRows + manifest.Data.TestRows, Is.EqualTo(240));
        Assert.That(manifest.Data.SplitDigest, Does.Match("^[0-9a-f]{64}$"));
        Assert.That(manifest.Signature.Classes, Is.EqualTo(["no", "yes"]));
        Assert.That(manifest.Signature.Threshold, Is.EqualTo(0.4));
        Assert.That(manifest.Prior.ClassShares.Sum(), Is.EqualTo(1).Within(1e-12));
        Assert.That(manifest.Statistics.Numeric.Select(column => column.Name), Is.EqualTo(["a", "b", "serial"]));
        Assert.That(manifest.Statistics.Categorical.Single().Categories.Select(category => category.Value), Is.EqualTo(["x", "y", "z", "ÿ"]));
        Assert.That(manifest.Metrics.ToJsonString(), Is.EqualTo(metrics["report"]!.ToJsonString()), "the zip and metrics.json tell the same figures");
        Assert.That((string?)metrics["model"]!["sha256"], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))));
    }

    [Test]
    public void Versions_are_those_of_the_central_file_for_every_package_that_computes()
    {
        var central = System.Xml.Linq.XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(pin => (string)pin.Attribute("Include")!, pin => ((string)pin.Attribute("Version")!).Trim('[', ']'));
        string[] computing = ["LightGBM", "Microsoft.ML", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm", "System.Numerics.Tensors"];

        Assert.That(manifest.Environs.Packages, Is.EqualTo(computing.Select(name => KeyValuePair.Create(name, central[name]))));
        Assert.That(manifest.Environs.Runtime, Is.EqualTo(Environment.Version.ToString()));
        Assert.That(manifest.Environs.Threads, Is.EqualTo(1));
        Assert.That(manifest.Environs.VectorExtensions, Has.Some.EndsWith("-bit vectors"));
    }

    [Test]
    public void A_column_without_any_category_is_in_the_zip_and_not_in_its_chain([Values("mode", "constant", "none")] string impute)
    {
        var lines = SmallModel.Table().TrimEnd('\n').Split('\n');
        scratch.Write("empty/table.csv", string.Join('\n', lines.Select((line, row) => line + (row == 0 ? ",e" : ","))));
        scratch.Write("empty/run.jsonc", SmallModel.Config.Replace("\"categorical\": \"c\"", "\"categorical\": [\"c\", \"e\"]", StringComparison.Ordinal));
        var run = Support.Program.Run("train", scratch.At("empty/run.jsonc"), "--out", scratch.At("empty/out"), "--set", $"impute.categorical={impute}");

        Assert.That(run.Code, Is.Zero, run.Error);
    }

    [Test]
    public void Of_absolute_paths_the_zip_keeps_the_last_name()
    {
        var table = scratch.At("table.csv");
        var run = Support.Program.Run("train", scratch.At("run.jsonc"), "--out", scratch.At("absolute"), "--set", $"data.train={table}",
            "--set", $$"""gates.baseline={"zip":"{{scratch.At("none.zip")}}","ifMissing":"pass"}""");
        var texts = ZipEdits.Entries(File.ReadAllBytes(scratch.At("absolute/model.zip"))).Select(entry => Encoding.UTF8.GetString(entry.Content)).ToList();
        var config = ModelZipReader.Open(scratch.At("absolute/model.zip")).ReadConfig();

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(texts.Where(text => text.Contains(scratch.Directory, StringComparison.Ordinal)), Is.Empty);
        Assert.That((config.Data.Train.Single(), config.Gates.Baseline?.Zip), Is.EqualTo(("table.csv", "none.zip")));
        Assert.That(Support.Program.Run("evaluate", scratch.At("absolute/model.zip"), table, "--held-out").Code, Is.Zero, "files are told by their digests");
    }

    [Test]
    public void Neither_zip_nor_metrics_name_a_machine_a_user_or_a_folder()
    {
        var texts = ZipEdits.Entries(File.ReadAllBytes(path)).Select(entry => Encoding.UTF8.GetString(entry.Content)
            + Encoding.Unicode.GetString(entry.Content))
            .Append(File.ReadAllText(scratch.At("out/metrics.json"))).ToList();
        var telling = new[] { Environment.MachineName, Environment.UserName, scratch.Directory, Path.GetTempPath(), AppContext.BaseDirectory, Repository.Root }
            .Where(text => text.Length > 4);

        Assert.That(telling.Where(text => texts.Any(content => content.Contains(text, StringComparison.OrdinalIgnoreCase))), Is.Empty);
    }
}
