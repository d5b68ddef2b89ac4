using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Container;
using Pipeline.Model.Problems;
using Pipeline.Reports.Text;
using Pipeline.Tables;
using Pipeline.Tables.Audit;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;

namespace Pipeline.Tests.Artifacts;

/// <summary>
/// A manifest whose digest was made to fit. No digest can tell that; but what it says must hang together and fit the chain, so
/// that no command runs into what it cannot handle.
/// </summary>
[TestFixture]
internal sealed class ForgedManifestTests
{
    private readonly Scratch scratch = new();
    private byte[] zip = [];

    [OneTimeSetUp]
    public void Train() => zip = File.ReadAllBytes(SmallModel.Train(scratch));

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void An_edited_manifest_is_refused()
    {
        Assert.That(() => Open(json => json.Replace("0.4", "0.5", StringComparison.Ordinal), fixDigest: false),
            Throws.TypeOf<ArtifactException>().With.Message.Contains("model.zip!pipeline/manifest.json: a manifest that does not match its digest"));
    }

    [Test]
    public void Any_member_of_the_manifest_taken_away_or_replaced_is_refused_or_does_no_harm()
    {
        var manifest = Manifest();
        var harms = new List<string>();
        foreach (var path in Paths(manifest).Where(path => path is not ["config", ..] and not ["metrics", ..] and not ["entries", ..]))
        {
            foreach (var replacement in new[] { "null", "\"other\"", "[null]", "taken away" })
            {
                var copy = manifest.DeepClone().AsObject();
                Replace(copy, path, replacement);
                var json = Encoding.UTF8.GetBytes(copy.ToJsonString());
                if (ManifestReader.Read(json) is { } read && !ManifestJson.Write(read).AsSpan().SequenceEqual(ManifestJson.Write(ManifestJson.Read(json))))
                    harms.Add($"{string.Join('.', path)} = {replacement}: read otherwise than the serializer reads it");
                if (Harm(copy.ToJsonString()) is { } harm)
                    harms.Add($"{string.Join('.', path)} = {replacement}: {harm}");
            }
        }

        Assert.That(harms, Is.Empty);
    }

    [TestCase("signature.numeric.0.name", "\"b2\"", "columns or types")]
    [TestCase("signature.numeric.0.type", "\"double\"", "columns or types")]
    [TestCase("signature.numeric.0", "taken away", "columns or types")]
    [TestCase("signature.threshold", "2", "threshold")]
    [TestCase("signature.classes", "[\"no\"]", "classes")]
    [TestCase("statistics.numeric", "[]", "statistics of other columns")]
    [TestCase("statistics.numeric.0.quantiles.8", "taken away", "another number of quantiles")]
    [TestCase("audit.heldOut.missing", "[null]", "a list with a null in it")]
    [TestCase("signature.threshold", "0.1", "a threshold of 0.1, by which the chain does not decide")]
    [TestCase("signature.threshold", "0.400002", "by which the chain does not decide")]
    [TestCase("signature.classes", "[\"yes\", \"no\"]", "another label or positive class")]
    [TestCase("signature.label", "\"z\"", "another label or positive class")]
    [TestCase("signature.categorical", "[]", "columns or types")]
    [TestCase("threshold", "null", "a threshold without an account of it")]
    [TestCase("config.task", "\"regression\"", "a config of another task")]
    [TestCase("config.model.trainer", "\"fastTree\"", "a config of another trainer")]
    [TestCase("config.impute.categorical", "\"none\"", "a config that fills other categories than the chain")]
    [TestCase("config.impute", "7", "a chain and a manifest that do not fit")]
    [TestCase("statistics.categorical.0.categories.0.value", "\"other\"", "statistics of other categories than those that the chain knows")]
    [TestCase("prior.classShares.0", "7", "class shares of other classes")]
    public void A_manifest_that_does_not_fit_the_chain_is_refused(string path, string json, string found)
    {
        var manifest = Manifest();
        Replace(manifest, path.Split('.'), json);

        Assert.That(() => Open(_ => manifest.ToJsonString(), fixDigest: true),
            Throws.TypeOf<ArtifactException>().With.Message.Contains(found).And.Message.Contains("Copy the zip again"));
    }

    [Test]
    public void Classes_of_a_multiclass_chain_are_those_of_its_label()
    {
        var forged = ZipEdits.EditManifest(TrainedZips.Of(13), json => json.Replace("\"Adelie\",", "\"Gentoo\",", StringComparison.Ordinal), fixDigest: true);

        Assert.That(Refusals.Of(scratch, forged).Found, Does.Contain("classes"));
    }

    [TestCase("config.split.testFraction", "7")]
    [TestCase("config.data.id", "[\"other\"]")]
    [TestCase("config.nothing", "1")]
    public void A_wrong_config_in_the_zip_is_the_zips_fault_and_not_the_users(string path, string json)
    {
        var manifest = Manifest();
        Replace(manifest, path.Split('.'), json);
        var forged = scratch.Write("forged.zip", ZipEdits.EditManifest(zip, _ => manifest.ToJsonString(), fixDigest: true));

        var evaluated = Support.Program.Run("evaluate", forged, scratch.At("table.csv"), "--held-out");
        Assert.That((evaluated.Code, Support.Program.Run("inspect", forged).Code), Is.EqualTo((4, 4)), evaluated.Error);
        Assert.That(evaluated.Error, Does.Contain("forged.zip!pipeline/manifest.json"));
    }

    private JsonObject Manifest() =>
        JsonNode.Parse(ZipEdits.Entries(zip).Single(entry => entry.Name == EntryNames.Manifest).Content)!.AsObject();

    private OpenedModel Open(Func<string, string> edit, bool fixDigest) =>
        ModelZipReader.Open(scratch.Write("model.zip", ZipEdits.EditManifest(zip, edit, fixDigest)));

    private string? Harm(string json)
    {
        try
        {
            var opened = Open(_ => json, fixDigest: true);
            var batch = FileRows.Read(scratch.At("table.csv"), ReadSchemas.ForScoring(opened.Model.Signature, []));
            FileRows.Score(opened.Model, batch);
            var audit = new FeatureAudit(batch.Schema, opened.Manifest.Statistics, opened.Manifest.Fills);
            audit.Add(batch);
            _ = audit.Report();
            _ = InspectText.Of(opened, config: true).Count();
            return null;
        }
        catch (PipelineException)
        {
            return null;
        }
        catch (Exception error)
        {
            return error.ToString().Split('\n')[..2].Aggregate((a, b) => a + b);
        }
    }

    private static IEnumerable<string[]> Paths(JsonNode node)
    {
        IEnumerable<(string Name, JsonNode? Child)> members = node switch
        {
            JsonObject o => o.Select(member => (member.Key, member.Value)),
            JsonArray a => a.Select((child, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), child)).Take(2),
            _ => [],
        };
        foreach (var (name, child) in members)
        {
            yield return [name];
            if (child is not null)
            {
                foreach (var below in Paths(child))
                    yield return [name, .. below];
            }
        }
    }

    private static void Replace(JsonObject root, string[] path, string replacement)
    {
        JsonNode owner = root;
        foreach (var name in path[..^1])
            owner = owner is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : owner[name]!;
        var node = replacement == "taken away" ? null : JsonNode.Parse(replacement);
        if (owner is JsonArray array)
        {
            var at = int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture);
            if (replacement == "taken away")
                array.RemoveAt(at);
            else
                array[at] = node;
        }
        else if (replacement == "taken away")
            owner.AsObject().Remove(path[^1]);
        else
            owner[path[^1]] = node;
    }
}
