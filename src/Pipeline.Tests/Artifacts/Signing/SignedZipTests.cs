using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Container;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts.Signing;

/// <summary>A signature tells a forger's zip, which no digest can, to those who bring the signer's public key along.</summary>
[TestFixture]
internal sealed class SignedZipTests
{
    private static readonly string[] ours = [EntryNames.Signature, EntryNames.Signer];
    private readonly Scratch scratch = new();
    private Keys keys = null!;
    private Keys others = null!;
    private string signed = "";
    private string unsigned = "";

    [OneTimeSetUp]
    public void Train()
    {
        unsigned = SmallModel.Train(scratch);
        keys = Keys.Make(scratch, "own");
        others = Keys.Make(scratch, "other");
        signed = TrainSigned("signed");
    }

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void Inspect_says_by_which_key_a_zip_is_signed()
    {
        Assert.That(Support.Program.Run("inspect", signed).Out, Does.Contain($"signed      by the key {keys.Sha256}\n"));
        Assert.That(Support.Program.Run("inspect", unsigned).Out, Does.Contain("signed      no\n"));
        Assert.That(Support.Program.Run("inspect", signed, "--json").Out, Does.Contain($"\"signedBy\": \"{keys.Sha256}\""));
    }

    [Test]
    public void Every_command_takes_a_zip_of_that_key_and_refuses_others([Values("score", "evaluate", "inspect", "export", "threshold")] string command)
    {
        string[] Words(string zip, string key) => command switch
        {
            "score" => ["score", zip, scratch.At("table.csv"), scratch.At("scored.csv"), "--verify", key],
            "evaluate" => ["evaluate", zip, scratch.At("table.csv"), "--held-out", "--verify", key],
            "export" => ["export", zip, scratch.At("model.onnx"), "--inputs", "columns", "--verify", key],
            "threshold" => ["threshold", zip, scratch.At("moved.zip"), "--value", "0.3", "--verify", key],
            _ => ["inspect", zip, "--verify", key],
        };
        var (right, other, none) = (Support.Program.Run(Words(signed, keys.Public)), Support.Program.Run(Words(signed, others.Public)), Support.Program.Run(Words(unsigned, keys.Public)));

        Assert.That((right.Code, other.Code, none.Code), Is.EqualTo((0, 4, 4)), right.Error);
        Assert.That(other.Error, Does.Contain($"a zip signed by another key ({keys.Sha256}); expected one signed by the key {others.Sha256}"));
        Assert.That(none.Error, Does.Contain($"a zip that nobody has signed; expected one signed by the key {keys.Sha256}"));
    }

    [Test]
    public void The_variable_demands_the_key_of_every_zip()
    {
        RunResult Run(string key, params string[] words) => Support.Program.Start(scratch.Directory, new Dictionary<string, string?> { ["PIPELINE_VERIFY_KEY"] = key }, words);

        Assert.That(Run(keys.Public, "inspect", signed).Code, Is.Zero);
        Assert.That(Run(keys.Public, "score", unsigned, "table.csv", "s.csv").Code, Is.EqualTo(4));
        Assert.That(Run(others.Public, "inspect", signed, "--verify", keys.Public).Code, Is.EqualTo(4), "an option does not lift what the variable demands");
        Assert.That(Run("no.pem", "inspect", signed).Code, Is.EqualTo(2));
        Assert.That(Run("", "inspect", signed).Code, Is.EqualTo(2), "a variable that is set to nothing lifts nothing");
        Assert.That(Run(keys.Public, "train", "run.jsonc", "--out", "based", "--set", $$"""gates.baseline={"zip":"{{unsigned}}"}""").Code, Is.EqualTo(4));
        Assert.That(Run(keys.Public, "train", "run.jsonc", "--out", "mine").Code, Is.Zero, "what train has just written is its own");
    }

    [Test]
    public void A_key_is_an_input_that_no_output_replaces()
    {
        void Refused(string key, params string[] words)
        {
            var before = File.ReadAllText(key);
            var run = Support.Program.Run(words);
            Assert.That((run.Code, File.ReadAllText(key)), Is.EqualTo((2, before)), run.Error);
            Assert.That(run.Error, Does.Contain($"an output that is the input {key}; expected a path of its own"));
        }
        var table = scratch.At("table.csv");

        Refused(keys.Public, "score", signed, table, keys.Public, "--verify", keys.Public, "--force");
        Refused(keys.Public, "score", signed, table, scratch.At("s.csv"), "--verify", keys.Public, "--bad-rows", $"quarantine={keys.Public}");
        Refused(keys.Public, "evaluate", signed, table, "--verify", keys.Public, "--bad-rows", $"quarantine={keys.Public}");
        Refused(keys.Public, "export", signed, keys.Public, "--inputs", "columns", "--verify", keys.Public);
        Refused(keys.Public, "threshold", signed, keys.Public, "--value", "0.3", "--verify", keys.Public);
        Refused(keys.Private, "threshold", signed, keys.Private, "--value", "0.3", "--sign", keys.Private);
        Refused(keys.Private, "train", scratch.At("run.jsonc"), "--out", scratch.At("keyed"), "--sign", keys.Private, "--bad-rows", $"quarantine={keys.Private}");
        var named = Support.Program.Start(scratch.Directory, new Dictionary<string, string?> { ["PIPELINE_VERIFY_KEY"] = keys.Public }, "score", signed, table, keys.Public);
        Assert.That((named.Code, named.Error), Is.EqualTo((2, $"error: {keys.Public}: an output that is the input {keys.Public}; expected a path of its own\n")));
    }

    [Test]
    public void A_forged_zip_with_right_digests_keeps_no_signature()
    {
        var zip = File.ReadAllBytes(signed);
        var forged = ZipEdits.EditManifest(zip, json => json.Replace("\"threads\": 1", "\"threads\": 2", StringComparison.Ordinal), fixDigest: true);
        Assert.That(Refusals.Of(scratch, forged).Found, Does.StartWith("a signature that is not of this manifest"));

        var stripped = scratch.Write("stripped.zip", ZipEdits.Edit(zip, entries => entries.RemoveAll(entry => ours.Contains(entry.Name))));
        Assert.That(Support.Program.Run("inspect", stripped).Code, Is.Zero, "without a key of one's own nobody can tell");
        Assert.That(Support.Program.Run("inspect", stripped, "--verify", keys.Public).Code, Is.EqualTo(4));

        foreach (var name in ours)
        {
            Assert.That(Refusals.Of(scratch, ZipEdits.Edit(zip, entries => entries.RemoveAll(entry => entry.Name == name))).Found, Does.StartWith("a signature without its signer"));
            Assert.That(Refusals.Of(scratch, ZipEdits.Edit(zip, entries => ZipEdits.Set(entries, name, [.. ZipEdits.Content(entries, name), 10]))).Found, Does.StartWith("a signature that is not of"));
        }
        var resigned = ZipEdits.Edit(zip, entries => ZipEdits.Set(entries, EntryNames.Signer, Encoding.ASCII.GetBytes(File.ReadAllText(others.Public))));
        Assert.That(Refusals.Of(scratch, resigned).Found, Does.StartWith("a signature that is not of"));
    }

    [Test]
    public void Two_signed_trainings_differ_in_the_signature_alone()
    {
        var again = ZipEdits.Entries(File.ReadAllBytes(TrainSigned("again"))).ToDictionary(entry => entry.Name, entry => entry.Content);
        var first = ZipEdits.Entries(File.ReadAllBytes(signed));

        Assert.That(first.Where(entry => !entry.Content.AsSpan().SequenceEqual(again[entry.Name])).Select(entry => entry.Name), Is.EqualTo([EntryNames.Signature]));
        Assert.That(ZipEdits.Entries(File.ReadAllBytes(unsigned)).Select(entry => entry.Name), Is.EquivalentTo(first.Select(entry => entry.Name).Except(ours)));
    }

    [Test]
    public void A_moved_threshold_is_signed_anew()
    {
        var run = Support.Program.Run("threshold", signed, scratch.At("resigned.zip"), "--value", "0.3", "--verify", keys.Public, "--sign", others.Private);

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain($"signed by  {others.Sha256}"));
        Assert.That(ModelZipReader.Open(scratch.At("resigned.zip")).Signer, Is.EqualTo(others.Sha256));
    }

    [Test]
    public void Openssl_verifies_the_signature_and_makes_keys_that_are_taken()
    {
        if (!Openssl($"ecparam -name prime256v1 -genkey -noout -out {scratch.At("made.pem")}"))
            Assert.Ignore("no openssl here");
        Assert.That(Openssl($"ec -in {scratch.At("made.pem")} -pubout -out {scratch.At("made.pub")}"));
        Assert.That(Support.Program.Run("threshold", unsigned, scratch.At("made.zip"), "--value", "0.3", "--sign", scratch.At("made.pem")).Code, Is.Zero);
        foreach (var (name, content) in ZipEdits.Entries(File.ReadAllBytes(scratch.At("made.zip"))))
            scratch.Write(Path.GetFileName(name), content);

        Assert.That(Openssl($"dgst -sha256 -verify {scratch.At("made.pub")} -signature {scratch.At("manifest.sig")} {scratch.At("manifest.json")}"));
        Assert.That(File.ReadAllText(scratch.At("signer.pem")), Is.EqualTo(File.ReadAllText(scratch.At("made.pub"))));
    }

    private string TrainSigned(string name)
    {
        var run = Support.Program.Run("train", scratch.At("run.jsonc"), "--out", scratch.At(name), "--sign", keys.Private);
        return run.Code == 0 ? scratch.At($"{name}/model.zip") : throw new InvalidOperationException(run.Error);
    }

    private static bool Openssl(string words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("openssl", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
