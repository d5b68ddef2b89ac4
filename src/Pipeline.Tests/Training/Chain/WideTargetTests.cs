using System.Globalization;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

/// <summary>Targets are float32 in ML.NET, as scores are.</summary>
[TestFixture]
internal sealed class WideTargetTests
{
    [Test]
    public void Targets_that_float32_cannot_tell_apart_are_refused_with_the_offset_to_take_away()
    {
        using var scratch = new Scratch();
        var run = Support.Program.Run("train", Repository.PathOf("src/Pipeline.Tests/cases/wide-target.json"), "--out", scratch.At("run"));

        Assert.That(run.Code, Is.EqualTo(3), run.Out);
        Assert.That(run.Error, Does.Contain("column 'z'").And.Contain("are 128 apart there").And.Contain("Subtract an offset").And.Contain("such as 17000000"));
        Assert.That(Directory.Exists(scratch.At("run")) && File.Exists(scratch.At("run/model.zip")), Is.False);
    }

    [Test]
    public void Less_that_offset_they_train()
    {
        using var scratch = new Scratch();
        var lines = File.ReadAllLines(Repository.PathOf("src/Pipeline.Tests/cases/wide-target.csv"));
        var less = lines.Skip(1).Select(line => line.Split(',')).Select(row =>
            $"{row[0]},{row[1]},{long.Parse(row[2], CultureInfo.InvariantCulture) - 1_700_000_047}");
        scratch.Write("wide-target.csv", string.Join('\n', less.Prepend(lines[0])) + "\n");
        File.Copy(Repository.PathOf("src/Pipeline.Tests/cases/wide-target.json"), scratch.At("wide-target.json"));

        Assert.That(Support.Program.Run("train", scratch.At("wide-target.json"), "--out", scratch.At("run")).Code, Is.Zero);
    }

    [TestCase("1e39", 3)]
    [TestCase("-1e39", 3)]
    [TestCase("3.4e38", 0)]
    public void A_target_beyond_float32_is_refused_with_its_place_wherever_the_row_falls(string value, int code)
    {
        using var scratch = new Scratch();
        for (var place = 0; place < 12; place += 3)
        {
            scratch.Write("table.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 12).Select(row => $"{row},{(row == place ? value : $"{row}")}\n")));
            const string model = "\"trainer\": \"fastTree\", \"options\": { \"minimumExampleCountPerLeaf\": 1, \"numberOfTrees\": 2 }";
            var config = scratch.Write("run.jsonc", Fits.Regression("\"numeric\": \"x\"", model: model));

            var run = Support.Program.Run("train", config, "--out", scratch.At("run"));

            Assert.That(run.Code, Is.EqualTo(code), run.Error);
            if (code != 0)
                Assert.That(run.Error, Does.Contain("column 'y'").And.Contain($"table.csv:{place + 2}, ").And.Contain("1E+39"));
        }
    }

    [Test]
    public void Scores_of_a_regression_read_as_float64_are_the_very_numbers_that_were_measured()
    {
        using var scratch = new Scratch();
        var config = Repository.PathOf("configs/concrete.jsonc");
        Assert.That(Support.Program.Run("train", config, "--out", scratch.At("run")).Code, Is.Zero);
        Assert.That(Support.Program.Run("score", scratch.At("run/model.zip"), Repository.PathOf("data/concrete.csv"), scratch.At("scored.csv")).Code, Is.Zero);

        var measured = FileRows.Score(scratch.At("run/model.zip"), Repository.PathOf("data/concrete.csv")).Score.ToArray();
        double[] Last(string file) => [.. File.ReadLines(scratch.At(file)).Skip(1)
            .Select(line => double.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture))];

        Assert.That(Last("scored.csv"), Is.EqualTo(measured.Select(score => (double)score)));
        Assert.That(Last("run/scores.csv"), Is.All.Matches<double>(score => score == (float)score));
    }
}
