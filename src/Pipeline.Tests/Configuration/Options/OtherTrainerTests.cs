using NUnit.Framework;

namespace Pipeline.Tests.Configuration.Options;

/// <summary>--set model.trainer over a file whose options are another trainer's.</summary>
internal sealed class OtherTrainerTests
{
    private static readonly string lightGbm =
        ConfigFolder.With(("model.options", """{"numberOfIterations": 50, "numberOfLeaves": 8, "handleMissingValue": false}"""));

    [Test]
    public void Another_trainer_over_the_files_options_names_them_and_the_way_out()
    {
        using var folder = new ConfigFolder();

        var problem = folder.Problems(lightGbm, "model.trainer=fastTree").Single();

        Assert.That(problem.Where, Is.EqualTo("--set: $.model.trainer"));
        Assert.That(problem.Found, Is.EqualTo("'fastTree' over the file's options of 'lightGbm': 'numberOfIterations', 'handleMissingValue'"));
        Assert.That(problem.Remedy, Is.EqualTo("Also give --set 'model.options={}' for its defaults, or options of its own: --set 'model.options={...}'."));
    }

    [TestCase("model.options={}")]
    [TestCase("model.options={\"numberOfTrees\": 20}")]
    public void The_way_out_works_in_either_order(string options)
    {
        using var folder = new ConfigFolder();

        Assert.That(folder.Problems(lightGbm, "model.trainer=fastTree", options), Is.Empty);
        Assert.That(folder.Problems(lightGbm, options, "model.trainer=fastTree"), Is.Empty);
    }

    [Test]
    public void Options_that_both_have_are_no_problem_and_wrong_ones_are_told_beside()
    {
        using var folder = new ConfigFolder();

        Assert.That(folder.Problems(ConfigFolder.With(("model.options", """{"numberOfLeaves": 8}""")), "model.trainer=fastTree"), Is.Empty);
        Assert.That(
            folder.Problems(lightGbm, "model.trainer=fastTree", "model.options.num_trees=3").Select(problem => problem.Where),
            Is.EqualTo(["--set: $.model.trainer", "--set: $.model.options.num_trees"]));
    }

    [Test]
    public void The_binary_trainer_of_one_versus_all_is_told_the_same()
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.Multiclass(("model", """{"trainer": "oneVersusAll", "binary": {"trainer": "linearSvm", "options": {"lambda": 0.1}}}"""));

        var problem = folder.Problems(text, "model.binary.trainer=fastTree").Single();

        Assert.That(problem.Found, Is.EqualTo("'fastTree' over the file's options of 'linearSvm': 'lambda'"));
        Assert.That(problem.Remedy, Does.Contain("--set 'model.binary.options={}'"));
    }

    [Test]
    public void A_misspelt_option_of_the_same_trainer_stays_one()
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.With(("model.options", """{"numberOfLeafs": 8}"""));

        Assert.That(folder.Problems(text, "model.trainer=lightGbm").Single().Where, Is.EqualTo("run.jsonc: $.model.options.numberOfLeafs"));
    }
}
