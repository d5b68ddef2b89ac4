using NUnit.Framework;
using Pipeline.Tests.Commands;

namespace Pipeline.Tests.Cli;

[TestFixture]
[NonParallelizable]
internal sealed class ErrorSnapshotTests
{
    private const string Zip = "runs/concrete/model.zip";
    private const string Table = "data/concrete.csv";
    private const string Config = "configs/concrete.jsonc";

    [OneTimeSetUp]
    public void Prepare()
    {
        Demo.Trained("concrete");
        File.WriteAllText(Demo.At("bad.csv"), string.Join('\n', Demo.Head("concrete", 3).Append("540,0,0,lots,2.5,1040,676,28,79.99").Append("540,0")) + "\n");
        File.WriteAllBytes(Demo.At("junk.jsonc"), [0x8d, 0x00, 0xff]);
        File.WriteAllText(Demo.At("wrong.jsonc"), """
            {
              "task": "regresion",
              "seed": "one",
              "data": { "train": "nowhere.csv", "label": { "column": "y" }, "numric": "rest" },
              "model": { "trainer": "fastTree", "options": { "numberOfTrees": 0 } }
            }
            """);
        File.WriteAllText(Demo.At("no.zip"), "text");
    }

    [TestCase("usage-no-command", 2)]
    [TestCase("usage-misspelt-command", 2, "scor", Zip, Table)]
    [TestCase("usage-no-config", 2, "train")]
    [TestCase("usage-no-input", 2, "score", Zip)]
    [TestCase("usage-word-too-many", 2, "train", Config, "configs/churn.jsonc")]
    [TestCase("usage-misspelt-option", 2, "score", Zip, Table, "--kep", "age")]
    [TestCase("usage-option-as-path", 2, "score", Zip, Table, "--jsn")]
    [TestCase("usage-option-as-value", 2, "train", Config, "--out", "--jsn")]
    [TestCase("usage-option-of-another-command", 2, "inspect", Zip, "--out", "x")]
    [TestCase("usage-option-without-value", 2, "train", Config, "--out")]
    [TestCase("usage-option-twice", 2, "train", Config, "--out", "x", "--out", "y")]
    [TestCase("usage-keep-takes-the-paths", 2, "score", "--keep", "age", Zip, Table)]
    [TestCase("usage-empty-words", 2, "score", "", Table, "", "--max-bad", "")]
    [TestCase("usage-bad-values", 2, "evaluate", Zip, Table, "--bad-rows", "ignore", "--max-bad", "few", "--separator", "ab", "--max-missing", "2 %", "--max-unseen", "-1")]
    [TestCase("usage-no-onnx", 2, "export", Zip)]
    [TestCase("usage-max-bad-alone", 2, "evaluate", Zip, Table, "--max-bad", "3")]
    [TestCase("usage-json-and-scores", 2, "score", Zip, Table, "--json")]
    [TestCase("usage-json", 2, "score", "--json", "--bogus")]
    [TestCase("config-missing", 2, "train", "configs/concret.jsonc")]
    [TestCase("config-directory", 2, "train", "configs")]
    [TestCase("config-junk", 2, "train", "junk.jsonc")]
    [TestCase("config-wrong", 2, "train", "wrong.jsonc")]
    [TestCase("config-wrong-json", 2, "train", "wrong.jsonc", "--json")]
    [TestCase("config-set", 2, "train", Config, "--set", "seeed=7", "--set", "data.train=x.csv", "--set", "seed")]
    [TestCase("config-out-file", 2, "train", Config, "--out", Table)]
    [TestCase("zip-missing", 4, "inspect", "runs/concrete/model.zap")]
    [TestCase("zip-directory", 4, "inspect", "runs")]
    [TestCase("zip-text", 4, "evaluate", "no.zip", Table)]
    [TestCase("zip-json", 4, "inspect", "no.zip", "--json")]
    [TestCase("data-missing", 3, "score", Zip, "data/concret.csv")]
    [TestCase("data-of-another-table", 3, "evaluate", Zip, "data/penguins.csv")]
    [TestCase("data-bad", 3, "score", Zip, "bad.csv", "scores.csv")]
    [TestCase("data-bad-json", 3, "evaluate", Zip, "bad.csv", "--json")]
    [TestCase("data-unknown-keep", 3, "score", Zip, Table, "--keep", "Age")]
    [TestCase("output-directory", 2, "score", Zip, Table, "data")]
    [TestCase("output-no-folder", 2, "score", Zip, Table, "nowhere/scores.csv")]
    [TestCase("output-is-input", 2, "score", Zip, Table, Table)]
    [TestCase("gates", 1, "train", Config, "--out", "gated", "--set", "gates.metrics[0].minimum=0.99", "--set", "gates.metrics[1].maximum=1")]
    [TestCase("gates-json", 1, "train", Config, "--out", "gated", "--set", "gates.metrics[0].minimum=0.99", "--json")]
    public void An_error_is_as_approved(string name, int code, params string[] args)
    {
        var before = Directory.GetFileSystemEntries(Demo.Root);

        var result = Approved.Match(name, args);

        Assert.That(result.Code, Is.EqualTo(code));
        Assert.That(result.Error, Does.StartWith("error: "));
        Assert.That(result.Out, args.Contains("--json") ? Is.Not.Empty : Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Demo.Root), Is.EquivalentTo(before));
    }
}
