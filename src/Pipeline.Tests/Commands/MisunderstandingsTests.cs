using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>What people type who use the program for the first time, and what it tells them.</summary>
[TestFixture]
internal sealed class MisunderstandingsTests
{
    [Test]
    public void A_table_or_a_zip_in_place_of_a_config_is_told_where_it_belongs()
    {
        foreach (var path in (string[])[Demo.Data("churn"), Demo.Zip("churn")])
            Fails(2, "A config begins with {; the table is named in it, as data.train.", "train", path);
    }

    [Test]
    public void A_broken_config_is_told_no_such_thing()
    {
        using var scratch = new Scratch();

        Assert.That(Fails(2, "expected JSON", "train", scratch.Write("run.jsonc", "// a run\n{ \"task\": }")), Does.Not.Contain("begins with"));
        Assert.That(Fails(2, "expected JSON", "train", scratch.Write("empty.jsonc", "")), Does.Not.Contain("begins with"));
    }

    [Test]
    public void Data_before_the_zip_is_told_the_order() =>
        Fails(4, "The zip is the first path of every command that takes one; data follow it.", "evaluate", Demo.Data("churn"), Demo.Zip("churn"));

    [TestCase("yes", "Did you mean 'Yes'?")]
    [TestCase("1", "'No', 'Yes'")]
    public void A_positive_class_that_is_none_is_told_before_any_fold(string positive, string told)
    {
        using var scratch = new Scratch();

        var error = Fails(3, $"column 'churn': 2 classes: 'No', 'Yes'; expected the positive class '{positive}'",
            "train", Demo.Config("churn"), "--out", scratch.At("run"), "--set", $"data.label.positive={positive}");

        Assert.That(error, Does.Contain(told).And.Not.Contain("fold").And.Not.Contain("fitOn"));
    }

    [Test]
    public void Data_without_the_label_are_told_what_evaluate_needs_it_for()
    {
        using var scratch = new Scratch();
        var lines = File.ReadAllLines(Demo.Data("churn")).Take(20).ToArray();
        lines[0] = lines[0].Replace("churn", "gone", StringComparison.Ordinal);
        var table = scratch.Write("unlabelled.csv", string.Join('\n', lines));

        Fails(3, "no column 'churn'; expected a column of that name in the header. It holds what the model predicts: only score does without it.", "evaluate",
            Demo.Zip("churn"), table);
    }

    [TestCase("recall", "Such as recall=0.8.")]
    [TestCase("recall=80", "80 % is recall=0.8.")]
    [TestCase("precision=75%", "75 % is precision=0.75.")]
    [TestCase("f1=0.5", "f1 takes no number.")]
    [TestCase("sensitivity=0.8", "'sensitivity' is recall here.")]
    public void A_rule_that_is_none_is_told_what_to_write(string rule, string told)
    {
        using var scratch = new Scratch();

        Fails(2, told, "threshold", Demo.Zip("churn"), scratch.At("new.zip"), Demo.Data("churn"), "--rule", rule);
    }

    [TestCase("A member of the config is set with --set seed=VALUE.", "train", "run.jsonc", "--seed", "3")]
    [TestCase("A member of the config is set with --set model.options.learningRate=VALUE.", "train", "run.jsonc", "--learning-rate", "3")]
    [TestCase("A member of the config is set with --set data.label=VALUE.", "train", "run.jsonc", "--target", "y")]
    [TestCase("--set takes path and value in one word: --set seed=3.", "train", "run.jsonc", "--set", "seed", "3")]
    [TestCase("CONFIG is given without a name: train CONFIG.", "train", "--config", "run.jsonc")]
    [TestCase("MODEL.zip is given without a name: score MODEL.zip INPUT [OUTPUT].", "score", "--model", "model.zip", "x.csv")]
    [TestCase("'--output' is --out here.", "train", "run.jsonc", "--output", "runs/x")]
    public void A_made_up_option_is_told_the_way(string told, params string[] words) => Fails(2, told, words);

    [Test]
    public void A_config_without_a_command_is_told_the_command() =>
        Fails(2, "A command comes first, as in ./run.sh train CONFIG.", Demo.Config("churn"));

    [Test]
    public void A_gpu_is_called_cuda()
    {
        using var scratch = new Scratch();

        Fails(2, "The first GPU is cuda.", "score", Demo.Zip("churn"), Demo.Data("churn"), scratch.At("out.csv"), "--device", "gpu");
    }

    [Test]
    public void A_baseline_that_is_not_there_yet_is_told_the_way_through_the_first_night()
    {
        using var scratch = new Scratch();

        Fails(2, "Where there is none yet: \"baseline\": {\"zip\": \"../runs/of-last-night/champion.zip\", \"ifMissing\": \"pass\"}.",
            "train", Demo.Config("concrete"), "--out", scratch.At("run"), "--set", "gates.baseline=../runs/of-last-night/champion.zip");
    }

    private static string Fails(int code, string told, params string[] words)
    {
        var run = Support.Program.Run(words);
        Assert.That(run.Error, Does.Contain(told));
        Assert.That(run.Code, Is.EqualTo(code), run.Error);
        return run.Error;
    }
}
