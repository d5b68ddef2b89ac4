using Microsoft.ML;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Container;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

/// <summary>Every refusal names where, what was found, what was expected and what to do, and ends with exit code 4.</summary>
[TestFixture]
internal sealed class ZipRefusalTests
{
    private readonly Scratch scratch = new();
    private byte[] zip = [];

    [OneTimeSetUp]
    public void Train() => zip = File.ReadAllBytes(SmallModel.Train(scratch));

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void The_zip_itself_written_anew_by_another_tool_opens()
    {
        var path = scratch.Write("anew.zip", ZipEdits.Edit(zip, _ => { }));

        Assert.That(() => ModelZipReader.Open(path), Throws.Nothing);
    }

    [Test]
    public void An_entry_taken_away_is_named()
    {
        foreach (var name in ZipEdits.Entries(zip).Select(entry => entry.Name))
        {
            var problem = Refusal(ZipEdits.Edit(zip, entries => entries.RemoveAll(entry => entry.Name == name))).Single();
            Assert.That(name is EntryNames.Manifest or EntryNames.Digest ? problem.Expected : problem.Where, Does.Contain(name));
        }
    }

    [Test]
    public void An_entry_with_other_content_is_named_with_its_digest()
    {
        foreach (var name in ZipEdits.Entries(zip).Select(entry => entry.Name))
        {
            var problems = Refusal(ZipEdits.Edit(zip, entries => Change(entries, name, content => [.. content, 0])));
            Assert.That(problems.Single().Found, Does.Contain("does not match its digest: it was edited or damaged"), name);
        }
    }

    [Test]
    public void An_entry_too_many_is_named()
    {
        var problems = Refusal(ZipEdits.Edit(zip, entries => entries.Add(("notes.txt", []))));

        Assert.That(problems.Single(), Is.EqualTo(new Problem("model.zip!notes.txt", "an entry that the manifest does not list", "no other entries",
            "Copy the zip again from where it was trained, or train again.")));
    }

    [Test]
    public void An_entry_twice_is_named()
    {
        var problems = Refusal(ZipEdits.Edit(zip, entries => entries.Add(entries[0])));

        Assert.That(problems.Single().Found, Is.EqualTo("the entry twice"));
    }

    [Test]
    public void A_renamed_entry_is_both_missing_and_too_many()
    {
        var first = ZipEdits.Entries(zip).First(entry => !entry.Name.StartsWith("pipeline/", StringComparison.Ordinal)).Name;
        var problems = Refusal(ZipEdits.Edit(zip, entries => entries[entries.FindIndex(entry => entry.Name == first)] = (first + "_", [])));

        Assert.That(problems.Select(problem => problem.Where), Is.EqualTo([$"model.zip!{first}", $"model.zip!{first}_"]));
    }

    [Test]
    public void A_zip_that_stock_ML_NET_saved_again_is_refused_with_the_reason()
    {
        var ml = new MLContext();
        using var saved = new MemoryStream();
        ml.Model.Save(ml.Model.Load(new MemoryStream(zip), out var schema), schema, saved);

        Assert.That(Refusal(saved.ToArray()).Single().Found,
            Is.EqualTo("an ML.NET model without this program's manifest (a stock program may have saved it again)"));
    }

    [Test]
    public void Another_zip_is_no_model()
    {
        Assert.That(Refusal(ZipEdits.Edit(zip, entries => entries.RemoveAll(_ => true))).Single().Found, Is.EqualTo("a zip without a manifest"));
    }

    [Test]
    public void An_older_format_is_refused_as_too_old()
    {
        var problems = Refusal(ZipEdits.EditManifest(zip, json => json.Replace("\"format\": 4", "\"format\": 3", StringComparison.Ordinal), fixDigest: true));

        Assert.That(problems.Single(), Is.EqualTo(new Problem("model.zip!pipeline/manifest.json", "format 3, written by an older version of this program",
            "format 4", "Train again with this version.")));
    }

    [Test]
    public void A_newer_format_with_the_right_digest_is_refused_as_too_new()
    {
        var problems = Refusal(ZipEdits.EditManifest(zip, json => json.Replace("\"format\": 4", "\"format\": 5, \"novelty\": {}", StringComparison.Ordinal),
            fixDigest: true));

        Assert.That(problems.Single(), Is.EqualTo(new Problem("model.zip!pipeline/manifest.json", "format 5, written by a newer version of this program",
            "at most format 4", "Update this program.")));
    }

    [TestCase("", "an empty file")]
    [TestCase("Hello", "a file that is no zip")]
    [TestCase("PK", "a damaged or truncated zip")]
    public void A_file_that_is_no_zip_is_refused(string text, string found)
    {
        Assert.That(Refusal(System.Text.Encoding.ASCII.GetBytes(text)).Single().Found, Does.StartWith(found));
    }

    [Test]
    public void A_missing_file_comes_with_the_nearest_name_and_a_folder_is_told_from_a_file()
    {
        scratch.Write("model.zip", zip);
        Directory.CreateDirectory(scratch.At("folder"));

        Assert.That(Open("modle.zip"), Is.EqualTo([new Problem("modle.zip", "no such file", "a model.zip that train wrote", "Did you mean 'model.zip'?")]));
        Assert.That(Open("nowhere/model.zip").Single().Found, Is.EqualTo("no such file"));
        Assert.That(Open("folder").Single().Found, Is.EqualTo("a directory"));
    }

    [TestCase("evaluate")]
    [TestCase("score")]
    [TestCase("inspect")]
    public void Each_command_ends_with_exit_code_4_and_the_four_parts(string command)
    {
        var path = scratch.Write("bad.zip", ZipEdits.Edit(zip, entries => entries.Add(("notes.txt", []))));
        string[] data = command == "inspect" ? [] : [scratch.At("table.csv")];

        var run = Support.Program.Run([command, path, .. data]);

        Assert.That((run.Code, run.Out), Is.EqualTo((4, "")));
        Assert.That(run.Error, Does.Contain($"{path}!notes.txt: an entry that the manifest does not list; expected no other entries. Copy the zip again"));
    }

    private static void Change(List<(string Name, byte[] Content)> entries, string name, Func<byte[], byte[]> change)
    {
        var at = entries.FindIndex(entry => entry.Name == name);
        entries[at] = (name, change(entries[at].Content));
    }

    private List<Problem> Refusal(byte[] bytes)
    {
        scratch.Write("model.zip", bytes);
        return Open("model.zip");
    }

    /// <summary>The problems, without the directory.</summary>
    private List<Problem> Open(string name)
    {
        var error = Assert.Throws<ArtifactException>(() => ModelZipReader.Open(scratch.At(name)))!;
        return error.Problems.Select(problem => problem with { Where = problem.Where.Replace(scratch.Directory + "/", "", StringComparison.Ordinal) }).ToList();
    }
}
