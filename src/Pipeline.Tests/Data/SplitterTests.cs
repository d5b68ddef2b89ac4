using System.Globalization;
using CsCheck;
using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Tests.Data;

[TestFixture]
internal sealed class SplitterTests
{
    private static readonly TableSchema Classes = Tables.Schema(
        ("x", FieldKind.Double), ("c", FieldKind.Category), ("y", FieldKind.Label), ("g", FieldKind.Text), ("t", FieldKind.Time));

    /// <summary>x, c, y, group, time: few different ones, so that repeated rows and ties are common.</summary>
    private static readonly Gen<string[]> Rows =
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 15], Gen.Int[0, 30])
            .Select((x, c, y, g, t) => string.Create(CultureInfo.InvariantCulture, $"{x},c{c},y{y},g{g},{t}")).Array[200, 600];

    [TestCase(SplitBy.Rows)]
    [TestCase(SplitBy.Group)]
    [TestCase(SplitBy.Time)]
    public void Sides_depend_on_neither_the_order_of_rows_nor_that_of_files_catalogue_16(SplitBy by) =>
        Gen.Select(Rows, Gen.Int).Sample((rows, seed) =>
        {
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Held(rows, by).Order(StringComparer.Ordinal).SequenceEqual(Held(shuffled, by).Order(StringComparer.Ordinal));
        }, iter: 40);

    [Test]
    public void Repeated_rows_stay_on_one_side_and_are_counted() => Rows.Sample(rows =>
    {
        var (split, _) = Divide(rows, SplitBy.Rows);
        var features = rows.Select(row => string.Join(',', row.Split(',')[..2])).ToArray();
        var trained = split.Train.Select(row => features[row]).ToHashSet();
        return !split.Test.Any(row => trained.Contains(features[row])) && split.Overlap == 0
            && split.RepeatedRows == rows.Length - features.Distinct().Count()
            && split.Train.Concat(split.Test).Order().SequenceEqual(Enumerable.Range(0, rows.Length));
    }, iter: 40);

    [Test]
    public void No_group_is_on_both_sides() => Rows.Sample(rows =>
    {
        var (split, batch) = Divide(rows, SplitBy.Group);
        var groups = batch.Texts(3).ToArray();
        return !split.Train.Select(row => groups[row]).Intersect(split.Test.Select(row => groups[row])).Any();
    }, iter: 40);

    [Test]
    public void Every_held_out_time_is_after_every_time_of_the_training() => Rows.Sample(rows =>
    {
        var (split, batch) = Divide(rows, SplitBy.Time);
        var times = batch.Numbers(4).ToArray();
        return split.Test.Min(row => times[row]) > split.Train.Max(row => times[row]);
    }, iter: 40);

    [TestCase(0.05)]
    [TestCase(0.2)]
    [TestCase(0.5)]
    [TestCase(0.9)]
    public void Each_class_gives_its_share(double fraction)
    {
        var rows = Enumerable.Range(0, 2000).Select(i => $"{i},c,y{(i % 20 == 0 ? "rare" : i % 3 == 0 ? "some" : "most")},g,0").ToArray();
        var (split, batch) = Divide(rows, SplitBy.Rows, fraction);
        var labels = batch.Texts(2).ToArray();

        foreach (var name in labels.Distinct())
        {
            var (all, held) = (labels.Count(label => label == name), split.Test.Count(row => labels[row] == name));
            Assert.That(held, Is.EqualTo(all * fraction).Within(0.5), name);
        }
    }

    [Test]
    public void The_share_of_groups_is_as_near_as_their_sizes_allow()
    {
        var rows = Enumerable.Range(0, 1000).Select(i => $"{i},c,y,g{i % 50},0").ToArray();

        Assert.That(Divide(rows, SplitBy.Group).Split.Test, Has.Length.EqualTo(200));
    }

    [TestCase("0,1,2,3,4,5,6,7,8,9", 2)]
    [TestCase("9,8,7,6,5,4,3,2,1,0", 2)]
    [TestCase("0,0,0,0,0,0,0,0,0,1", 1, Description = "a later time of few rows is taken rather than none")]
    [TestCase("0,1,1,1,1,1,1,1,1,1", 9, Description = "and one of many rows where nothing else is later")]
    [TestCase("0,1,2,3,4,5,5,5,8,9", 2)]
    [TestCase("0,1,2,3,4,5,6,8,8,8", 3)]
    public void Rows_of_one_time_stay_together(string times, int held) =>
        Assert.That(Divide([.. times.Split(',').Select((time, i) => $"{i},c,y,g,{time}")], SplitBy.Time).Split.Test, Has.Length.EqualTo(held));

    [TestCase(SplitBy.Rows, "1,c,y,g,1")]
    [TestCase(SplitBy.Rows, "1,c,y,g,1", "1,c,y,g,1", Description = "repeated rows are one unit")]
    [TestCase(SplitBy.Group, "1,c,y,g,1", "2,c,y,g,2")]
    [TestCase(SplitBy.Time, "1,c,y,g,1", "2,c,y,g,1")]
    public void An_empty_side_is_an_error(SplitBy by, params string[] rows)
    {
        var error = Assert.Throws<DataException>(() => Divide(rows, by, 0.5))!;

        Assert.That(error.Message, Does.StartWith("$.split: ").And.EndWith("Give more rows, another fraction, or fewer, smaller groups."));
    }

    [TestCase(2)]
    [TestCase(5)]
    [TestCase(10)]
    [TestCase(20)]
    [TestCase(30)]
    [TestCase(50)]
    [TestCase(1000)]
    public void A_small_table_with_a_target_is_split_in_proportion(int rows)
    {
        var schema = Tables.Schema(("x", FieldKind.Double), ("y", FieldKind.Target));
        var text = "x,y\n" + string.Concat(Enumerable.Range(0, rows).Select(i => FormattableString.Invariant($"{i},{i * i}\n")));
        var split = Splitter.Divide(new SplitConfig { TestFraction = rows == 2 ? 0.5 : 0.2 }, 1, Tables.Read(schema, Tables.Text(text)).Batch);

        Assert.That(split.Test.Length / (double)rows, Is.EqualTo(rows == 2 ? 0.5 : 0.2).Within(0.02));
    }

    [Test]
    public void Targets_of_all_sizes_are_held_out()
    {
        var schema = Tables.Schema(("x", FieldKind.Double), ("y", FieldKind.Target));
        var batch = Tables.Read(schema, Tables.Text("x,y\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($"{i},{i}\n"))))).Batch;
        var split = Splitter.Divide(new SplitConfig(), 1, batch);

        Assert.That(split.Test.CountBy(row => row / 100).Select(tenth => tenth.Value), Is.EqualTo(Enumerable.Repeat(20, 10)));
    }

    [Test]
    public void Another_seed_holds_out_other_rows()
    {
        var rows = Enumerable.Range(0, 200).Select(i => $"{i},c,y,g{i},0").ToArray();
        var batch = Divide(rows, SplitBy.Rows).Batch;

        foreach (var by in (SplitBy[])[SplitBy.Rows, SplitBy.Group])
            Assert.That(Splitter.Divide(Config(by, 0.2), 2, batch).Test, Is.Not.EqualTo(Splitter.Divide(Config(by, 0.2), 1, batch).Test), $"{by}");
    }

    [TestCase("0,c,y,g,0", Description = "a feature")]
    [TestCase("7,c,z,g,0", Description = "the label")]
    [TestCase("7,c,y,h,0", Description = "an id")]
    public void The_digest_changes_where_a_row_changes_catalogue_19(string changed)
    {
        var rows = Enumerable.Range(0, 50).Select(i => i == 7 ? "7,c,y,g,0" : $"{i},c,{(i % 2 == 0 ? "y" : "z")},g,{i}").ToArray();
        var before = Divide(rows, SplitBy.Time).Split;
        rows[7] = changed;
        var after = Divide(rows, SplitBy.Time).Split;

        Assert.That(after.Test, Is.EqualTo(before.Test), "the sides are the same");
        Assert.That(after.Digest, Is.Not.EqualTo(before.Digest));
    }

    [Test]
    public void The_digest_depends_on_the_sides()
    {
        var batch = Divide(["1,c,y,g,0", "2,c,y,g,0", "3,c,y,g,0"], SplitBy.Rows, 0.5).Batch;

        Assert.That(Splitter.OfFiles(1, batch, 2).Digest, Is.Not.EqualTo(Splitter.OfFiles(1, batch, 1).Digest).And.Length.EqualTo(64));
    }

    [Test]
    public void Rows_of_test_files_are_the_last_and_those_that_were_trained_on_are_counted()
    {
        var batch = Divide(["1,c,y,g,0", "2,c,y,g,0", "1,c,y,g,0", "3,c,y,g,0"], SplitBy.Rows, 0.5).Batch;
        var split = Splitter.OfFiles(1, batch, 2);

        Assert.That((split.Train, split.Test), Is.EqualTo((new[] { 0, 1 }, new[] { 2, 3 })));
        Assert.That((split.RepeatedRows, split.Overlap), Is.EqualTo((1L, 1L)));
    }

    private static SplitConfig Config(SplitBy by, double fraction) =>
        new() { By = by, TestFraction = fraction, Column = by == SplitBy.Group ? "g" : by == SplitBy.Time ? "t" : null };

    private static (Split Split, RowBatch Batch) Divide(string[] rows, SplitBy by, double fraction = 0.2)
    {
        // Two files, so that their order is no matter either.
        var half = rows.Length / 2;
        var files = new[] { rows[..half], rows[half..] }.Select(part => Tables.Text("x,c,y,g,t\n" + string.Join('\n', part))).ToArray();
        var batch = Tables.Read(Classes, files).Batch;
        return (Splitter.Divide(Config(by, fraction), 1, batch), batch);
    }

    private static IEnumerable<string> Held(string[] rows, SplitBy by) => Divide(rows, by).Split.Test.Select(row => rows[row]);
}
