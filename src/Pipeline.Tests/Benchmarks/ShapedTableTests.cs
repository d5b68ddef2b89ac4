using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using Pipeline.Benchmarks;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Benchmarks;

/// <summary>The tables that the benchmarks make: the same on every machine, and what their names promise.</summary>
[TestFixture]
internal sealed class ShapedTableTests
{
    private static IEnumerable<TableShape> Shapes => TableShape.All;

    /// <summary>Another digest is another table, and its figures are not to be compared with published ones.</summary>
    [TestCase("decimals", "ea49266a8ae370436bec67db7f72beffa740c1750888bd0e92f54e3c81348f74")]
    [TestCase("categories", "e5ca273c56e0877412389d5ba9ccabe96fe3cf8ddbb2cf7e325624455ff0a86a")]
    [TestCase("texts", "b69035bf9b94880d5ee293a93fc1d230b4b2f2d633721a66e64b2be3787856e1")]
    [TestCase("doubles", "59597748e6df9efbb69528d861f0a4d0235a9f9afe1e54d6b467e4b2e95ebbe9")]
    [TestCase("ids", "871703c5e9fd1217bc4b611529a87fbbc4404005a10ed63b18d7f6681f93f305")]
    public void A_shape_and_a_draw_give_the_same_bytes_everywhere(string shape, string sha256) =>
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(Table(shape, 1000, 2))), Is.EqualTo(sha256));

    [TestCaseSource(nameof(Shapes))]
    public void Another_draw_gives_other_rows_under_the_same_header(TableShape shape)
    {
        var (one, other) = (Lines(shape.Key, 1), Lines(shape.Key, 2));

        Assert.That(one[0], Is.EqualTo(other[0]));
        Assert.That(one[1], Is.Not.EqualTo(other[1]));
    }

    /// <summary>The whole of it: the file is read, the columns have the roles of the case's config, a model learns the label.</summary>
    [TestCaseSource(nameof(Shapes))]
    public void A_model_of_the_case_learns_the_label_and_scores_every_row(TableShape shape)
    {
        using var scratch = new Scratch();
        var benchmark = BenchmarkCase.All(1000).First(one => one.Shape == shape);
        var (train, table) = (scratch.Write("train.csv", Table(shape.Key, 4000, 1)), scratch.Write("score.csv", Table(shape.Key, 1000, 2)));
        var config = scratch.Write("c.json", benchmark.Config(train));

        Assert.That(Support.Program.Run("train", config, "--out", scratch.At("run")).Code, Is.Zero);
        Assert.That(Support.Program.Run("score", scratch.At("run/model.zip"), table, scratch.At("out.csv")).Code, Is.Zero);

        var (labels, scored) = (Column(table, "label"), Column(scratch.At("out.csv"), "PredictedLabel"));
        Assert.That(scored, Has.Count.EqualTo(1000));
        Assert.That(labels.Zip(scored).Count(pair => pair.First == pair.Second), Is.GreaterThan(750));
    }

    [Test]
    public void Each_shape_holds_what_its_name_says()
    {
        var (decimals, doubles) = (Column("decimals", 'f'), Column("doubles", 'f'));
        var texts = Column("texts", 't');

        Assert.Multiple(() =>
        {
            Assert.That(decimals.Select(text => text.Length), Is.All.LessThanOrEqualTo(7));
            Assert.That(decimals, Has.Some.Not.Contains(".").And.Some.Contains("."));
            Assert.That(doubles.Average(text => text.Count(char.IsAsciiDigit)), Is.GreaterThan(16.5));
            Assert.That(texts, Has.Some.Contains("\n").And.Some.Contains("\"").And.Some.Contains(","));
            Assert.That(Column("categories", 'c'), Has.Some.Empty);
            Assert.That(Column("categories", 'f'), Has.Some.Empty);
            Assert.That(Column("ids", 'i').Distinct().Count(text => text.Length == 36), Is.EqualTo(1000));
        });
    }

    private static byte[] Table(string shape, int rows, ulong draw)
    {
        using var bytes = new MemoryStream();
        ShapedTable.Write(bytes, TableShape.Of(shape), rows, draw);
        return bytes.ToArray();
    }

    private static string[] Lines(string shape, ulong draw) => Encoding.UTF8.GetString(Table(shape, 10, draw)).Split('\n');

    /// <summary>All fields of a kind in a thousand rows.</summary>
    private static List<string> Column(string shape, char kind)
    {
        var text = Encoding.UTF8.GetString(Table(shape, 1000, 1));
        return [.. TableShape.Of(shape).OfKind(kind).SelectMany(name => Fields(text, name))];
    }

    private static List<string> Column(string path, string name) => [.. Fields(File.ReadAllText(path), name)];

    /// <summary>The fields of a column, read by RFC 4180 and by no reader of ours.</summary>
    private static IEnumerable<string> Fields(string text, string name)
    {
        var columns = text[..text.IndexOf('\n', StringComparison.Ordinal)].Split(',');
        var (at, field, quoted) = (0, new StringBuilder(), false);
        for (var i = text.IndexOf('\n', StringComparison.Ordinal) + 1; i < text.Length; i++)
        {
            if (text[i] == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (quoted || text[i] is not (',' or '\n'))
                field.Append(text[i]);
            else
            {
                if (columns[at] == name)
                    yield return field.ToString();
                field.Clear();
                if (text[i] == '\n' != (at == columns.Length - 1))
                    throw new AssertionException("a row has not as many fields as the header");
                at = (at + 1) % columns.Length;
            }
        }
    }
}
