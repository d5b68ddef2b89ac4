using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
internal sealed class ScoreCommandTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [TestCase("churn", "PredictedLabel,Probability,Score")]
    [TestCase("penguins", "PredictedLabel,Probability.Adelie,Probability.Chinstrap,Probability.Gentoo")]
    [TestCase("concrete", "Score")]
    public void Scores_come_in_the_order_of_the_input_to_a_file_as_to_standard_output(string name, string header)
    {
        var streamed = Support.Program.Run("score", Demo.Zip(name), Demo.Data(name));
        var written = Support.Program.Run("score", Demo.Zip(name), Demo.Data(name), scratch.At("scores.csv"));

        Assert.That((streamed.Code, written.Code), Is.EqualTo((0, 0)));
        Assert.That(File.ReadAllText(scratch.At("scores.csv")), Is.EqualTo(streamed.Out));
        Assert.That((streamed.Out.Split('\n')[0], streamed.Out.Split('\n').Length), Is.EqualTo((header, File.ReadAllLines(Demo.Data(name)).Length + 1)));
        Assert.That(streamed.Error, Does.StartWith("Scored ").And.Contain(" rows into standard output.\n"));
        Assert.That((written.Out.Split('\n')[0], written.Error), Is.EqualTo(
            (streamed.Error.Split('\n')[0].Replace("standard output", scratch.At("scores.csv"), StringComparison.Ordinal), "")));
    }

    [Test]
    public void Ids_and_kept_columns_pass_through_as_they_stand_and_once_each()
    {
        var lines = Demo.Head("concrete", 1000);
        var data = scratch.Write("ids.csv", string.Join('\n', lines.Select((line, i) => (i == 0 ? "id" : $"\"00{i}, x\"") + "," + line)) + "\n");
        var train = Support.Program.Run("train", Demo.Config("concrete"), "--out", scratch.At("run"), "--set", $"data.train={data}", "--set", "data.id=id",
            "--set", "gates.metrics=[]");

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), data, "--keep", "age", "id", "--keep", "compressive_strength");

        Assert.That((train.Code, run.Code), Is.EqualTo((0, 0)), train.Error + run.Error);
        Assert.That(run.Out.Split('\n')[..2].Select(line => string.Join(',', line.Split(',')[..^1])),
            Is.EqualTo(["id,age,compressive_strength", "\"001, x\",28,79.99"]));
        Assert.That(File.ReadLines(scratch.At("run/scores.csv")).First(), Is.EqualTo("id,compressive_strength,Score"));
    }

    [Test]
    public void A_row_scores_the_same_in_every_file_shard_and_column_order()
    {
        foreach (var name in (string[])["churn", "penguins"])
        {
            var lines = File.ReadAllLines(Demo.Data(name));
            var expected = Scores(name, Demo.Data(name));
            var columns = lines[0].Split(',').Length;
            var order = Enumerable.Range(0, columns).Reverse().ToArray();

            scratch.Write($"{name}/turned.csv", string.Join('\n', lines.Select(line => Turn(line, order))) + "\n");
            for (var (start, shard) = (1, 0); start < lines.Length; start += 97, shard++)
                scratch.Write($"{name}/shards/{shard:000}.csv", string.Join("\r\n", [lines[0], .. lines[start..Math.Min(start + 97, lines.Length)]]));
            scratch.Write($"{name}/two.csv", string.Join('\n', lines[0], lines[40], lines[17]) + "\n");

            Assert.That(Scores(name, scratch.At($"{name}/turned.csv")), Is.EqualTo(expected));
            Assert.That(Scores(name, scratch.At($"{name}/shards")), Is.EqualTo(expected));
            Assert.That(Scores(name, scratch.At($"{name}/shards/*.csv")), Is.EqualTo(expected));
            Assert.That(Scores(name, scratch.At($"{name}/two.csv")), Is.EqualTo([expected[0], expected[40], expected[17]]));
        }

        // The tables have no commas inside fields.
        static string Turn(string line, int[] order) => string.Join(',', order.Select(i => line.Split(',')[i]));
    }

    [Test]
    public void Standard_input_and_gzip_give_the_same_scores_and_gz_comes_out_as_gzip()
    {
        var bytes = File.ReadAllBytes(Demo.Data("concrete"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        scratch.Write("day.csv.gz", packed.ToArray());
        var expected = Support.Program.Run("score", Demo.Zip("concrete"), Demo.Data("concrete")).Out;

        Assert.That(Support.Program.RunWith(bytes, CancellationToken.None, "score", Demo.Zip("concrete"), "-").Out, Is.EqualTo(expected));
        Assert.That(Support.Program.RunWith(packed.ToArray(), CancellationToken.None, "score", Demo.Zip("concrete"), "-", "-").Out, Is.EqualTo(expected));
        Assert.That(Support.Program.Run("score", Demo.Zip("concrete"), scratch.At("day.csv.gz"), scratch.At("out.csv.gz")).Code, Is.Zero);
        using var unpacked = new StreamReader(new GZipStream(File.OpenRead(scratch.At("out.csv.gz")), CompressionMode.Decompress), Encoding.UTF8);
        Assert.That(unpacked.ReadToEnd(), Is.EqualTo(expected));
    }

    [Test]
    public void An_empty_day_is_a_header_and_is_said_but_no_bytes_are_an_error()
    {
        var empty = Support.Program.Run("score", Demo.Zip("penguins"), scratch.Write("day.csv", Demo.Head("penguins", 0)[0] + "\n"), scratch.At("out.csv"));
        var nothing = Support.Program.RunWith([], CancellationToken.None, "score", Demo.Zip("penguins"), "-");

        Assert.That(empty.Code, Is.Zero);
        Assert.That(empty.Out, Does.StartWith("No rows: an empty day."));
        Assert.That(File.ReadAllText(scratch.At("out.csv")), Is.EqualTo("PredictedLabel,Probability.Adelie,Probability.Chinstrap,Probability.Gentoo\n"));
        Assert.That((nothing.Code, nothing.Out), Is.EqualTo((3, "")));
        Assert.That(nothing.Error, Does.StartWith("error: stdin: no bytes"));
    }

    [Test]
    public void A_run_tells_what_was_filled_unseen_and_not_used()
    {
        string[] lines = ["day,species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex", "1,Adelie,Atlantis,,18.7,181,3750,male",
            "1,,Dream,39.1,18.7,181,3750,"];

        var run = Support.Program.Run("score", Demo.Zip("penguins"), scratch.Write("day.csv", string.Join('\n', lines) + "\n"));

        Assert.That(run.Error, Does.Contain("Missing fields, filled as in training: 'bill_length_mm' 1, 'sex' 1.").And.Contain(
            "Unseen categories: 'island' 1 (such as 'Atlantis')")
            .And.Contain("Columns not used: 'day', 'species'."));
    }

    private List<string> Scores(string name, string input)
    {
        Directory.CreateDirectory(scratch.At("out"));
        var run = Support.Program.Run("score", Demo.Zip(name), input, scratch.At("out/scores.csv"));
        Assert.That(run.Code, Is.Zero, run.Error);
        return [.. File.ReadAllLines(scratch.At("out/scores.csv"))];
    }
}
