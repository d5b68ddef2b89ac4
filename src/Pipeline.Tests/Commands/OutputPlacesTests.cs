using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>No output may take the place of an input or of another output, by whatever name.</summary>
[TestFixture]
internal sealed class OutputPlacesTests
{
    private Scratch scratch = null!;
    private string data = "";

    [SetUp]
    public void Prepare()
    {
        scratch = new Scratch();
        data = scratch.Write("in/day.csv", File.ReadAllText(Demo.Data("concrete")));
        File.CreateSymbolicLink(scratch.At("link.csv"), data);
        Directory.CreateSymbolicLink(scratch.At("also-in"), scratch.At("in"));
    }

    [TearDown]
    public void Remove() => scratch.Dispose();

    [TestCase("in/day.csv", "in/day.csv")]
    [TestCase("in/day.csv", "in/../in/day.csv")]
    [TestCase("in/day.csv", "link.csv")]
    [TestCase("in/day.csv", "also-in/day.csv")]
    [TestCase("link.csv", "in/day.csv")]
    [TestCase("in", "also-in/day.csv")]
    public void An_output_never_takes_the_place_of_an_input(string input, string output)
    {
        Refused(Support.Program.Run("score", Demo.Zip("concrete"), scratch.At(input), scratch.At(output)));
        Refused(Support.Program.Run("evaluate", Demo.Zip("concrete"), scratch.At(input), "--bad-rows", $"quarantine={scratch.At(output)}"));
    }

    [Test]
    public void Two_outputs_never_share_a_place()
    {
        Refused(Support.Program.Run("score", Demo.Zip("concrete"), data, scratch.At("out.csv"), "--bad-rows", $"quarantine={scratch.At("out.csv")}"));
        Refused(Support.Program.Run("train", Demo.Config("concrete"), "--out", scratch.At("run"), "--bad-rows", $"quarantine={scratch.At("run/scores.csv")}"));
    }

    [Test]
    public void The_zip_is_an_input_too()
    {
        var before = File.ReadAllBytes(Demo.Zip("concrete"));

        Refused(Support.Program.Run("score", Demo.Zip("concrete"), data, Demo.Zip("concrete")));

        Assert.That(File.ReadAllBytes(Demo.Zip("concrete")), Is.EqualTo(before));
    }

    [TestCase("model.zip")]
    [TestCase("metrics.json")]
    public void A_baseline_is_an_input_of_which_the_results_alone_may_take_the_place(string file)
    {
        string[] train = ["train", Demo.Config("concrete"), "--out", scratch.At("run")];
        Assert.That(Support.Program.Run(train).Code, Is.Zero);
        var before = File.ReadAllBytes(scratch.At($"run/{file}"));
        string[] compared = [.. train[..2], "--set", $"gates.baseline={scratch.At($"run/{file}")}"];

        Refused(Support.Program.Run([.. compared, "--out", scratch.At("other"), "--bad-rows", $"quarantine={scratch.At($"run/{file}")}"]));
        Assert.That(File.ReadAllBytes(scratch.At($"run/{file}")), Is.EqualTo(before));
        Assert.That(Support.Program.Run([.. compared, "--out", scratch.At("run")]).Code, Is.Zero, "tonight's model takes the place of last night's");
    }

    [Test]
    public void Training_data_named_like_a_result_is_not_replaced_by_it()
    {
        File.Copy(data, scratch.At("in/scores.csv"));

        Refused(Support.Program.Run("train", Demo.Config("concrete"), "--out", scratch.At("in"), "--set", $"data.train={scratch.At("in/scores.csv")}"));
    }

    [Test]
    public void A_link_to_an_old_output_is_followed_and_stays_a_link()
    {
        scratch.Write("old.csv", "yesterday");
        File.CreateSymbolicLink(scratch.At("latest.csv"), scratch.At("old.csv"));

        Assert.That(Support.Program.Run("score", Demo.Zip("concrete"), data, scratch.At("latest.csv")).Code, Is.Zero);
        Assert.That(File.ReadLines(scratch.At("old.csv")).First(), Is.EqualTo("Score"));
        Assert.That(new FileInfo(scratch.At("latest.csv")).LinkTarget, Is.Not.Null);
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_hard_link_is_the_same_file()
    {
        using (var link = System.Diagnostics.Process.Start("ln", [data, scratch.At("hard.csv")]))
            link.WaitForExit();

        Refused(Support.Program.Run("score", Demo.Zip("concrete"), data, scratch.At("hard.csv")));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Shared_memory_is_no_exception()
    {
        var memory = Directory.CreateDirectory($"/dev/shm/pipeline-{Guid.NewGuid():N}").FullName;
        try
        {
            var (table, zip) = (Path.Combine(memory, "a.csv"), Path.Combine(memory, "model.zip"));
            File.Copy(data, table);
            File.Copy(Demo.Zip("concrete"), zip);

            Refused(Support.Program.Run("score", zip, table, table));
            Refused(Support.Program.Run("score", zip, table, zip));
            Assert.That(File.ReadAllBytes(zip), Is.EqualTo(File.ReadAllBytes(Demo.Zip("concrete"))));
            Assert.That(File.ReadAllText(table), Is.EqualTo(File.ReadAllText(data)));
        }
        finally
        {
            Directory.Delete(memory, recursive: true);
        }
    }

    private void Refused(RunResult run)
    {
        Assert.That((run.Code, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("; expected a path of its own"));
        Assert.That(File.ReadAllText(data), Is.EqualTo(File.ReadAllText(Demo.Data("concrete"))));
    }
}
