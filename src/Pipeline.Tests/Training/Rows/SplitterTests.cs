using System.Globalization;
using CsCheck;
using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

[TestFixture]
internal sealed class SplitterTests
{
    private const string Header = "x,c,y,g,t";

    private static readonly (string, FieldKind)[] columns =
        [("x", FieldKind.Double), ("c", FieldKind.Category), ("y", FieldKind.Label), ("g", FieldKind.Group), ("t", FieldKind.Time)];

    /// <summary>x, c, y, group, time: few different ones, so that repeated rows and ties are common.</summary>
    private static readonly Gen<string[]> tables =
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 15], Gen.Int[0, 30])
            .Select((x, c, y, g, t) => string.Create(CultureInfo.InvariantCulture, $"{x},c{c},y{y},g{g},{t}")).Array[200, 600];

    [TestCase(SplitBy.Rows)]
    [TestCase(SplitBy.Features)]
    [TestCase(SplitBy.Group)]
    [TestCase(SplitBy.Time)]
    public void Sides_depend_on_the_order_of_neither_rows_nor_columns_nor_on_the_borders_of_files_catalogue_16(SplitBy by) =>
        Gen.Select(tables, Gen.Int[0, int.MaxValue]).Sample((rows, seed) =>
        {
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            static string Turn(string row) => string.Join(',', row.Split(',').Reverse());
            var cut = seed % rows.Length;
            var batch = SplitTables.ReadFiles(
                [(Header, shuffled[..cut]), (Turn(Header), [.. shuffled[cut..].Select(Turn)])], columns);
            var split = Splitter.Divide(SplitTables.Config(by), 1, batch);
            var before = Divide(rows, by).Split;
            return split.Digest == before.Digest && split.HeldOutDigest == before.HeldOutDigest
                && Held(rows, before).SequenceEqual(Held(shuffled, split));
        }, iter: 40);

    [TestCase(SplitBy.Rows)]
    [TestCase(SplitBy.Group)]
    [TestCase(SplitBy.Time)]
    public void Sides_do_not_depend_on_which_columns_are_features(SplitBy by) => tables.Sample(rows =>
    {
        var narrow = SplitTables.Read(Header, rows, columns[1..]);
        var split = Splitter.Divide(SplitTables.Config(by), 1, narrow);
        var wide = Divide(rows, by).Split;
        return split.Test.SequenceEqual(wide.Test) && split.Digest == wide.Digest;
    }, iter: 20);

    [TestCase(0.05)]
    [TestCase(0.2)]
    [TestCase(0.5)]
    [TestCase(0.9)]
    public void Each_class_and_the_whole_give_their_share_to_one_row(double fraction) => tables.Sample(rows =>
    {
        var (split, batch) = Divide(rows, SplitBy.Rows, fraction);
        var labels = batch.Texts(2).ToArray();
        foreach (var name in labels.Distinct())
        {
            var (all, held) = (labels.Count(label => label == name), split.Test.Count(row => labels[row] == name));
            if (Math.Abs(held - (all * fraction)) > 1)
                return false;
        }
        return split.Train.Concat(split.Test).Order().SequenceEqual(Enumerable.Range(0, rows.Length));
    }, iter: 40);

    [TestCase(2, 10_000, Description = "a column of two values: 10,000 rows, two different records")]
    [TestCase(6, 600)]
    [TestCase(36, 3_000)]
    public void The_fraction_is_kept_whatever_repeats(int cells, int count)
    {
        var rows = Enumerable.Range(0, count).Select(i => $"{i % cells},c,{(i % cells < cells / 2 ? "yes" : "no")},g,0").ToArray();
        var (split, batch) = Divide(rows, SplitBy.Rows);
        var labels = batch.Texts(2).ToArray();

        Assert.That(split.Test, Has.Length.EqualTo(count / 5).Within(1));
        Assert.That(split.Test.Count(row => labels[row] == "yes"), Is.EqualTo(count / 10).Within(1));
        Assert.That(split.Overlap.Copies, Is.Positive, "what could not stay together is counted");
    }

    [TestCase(6)]
    [TestCase(36)]
    public void Cells_of_few_records_lie_on_both_sides_in_proportion_so_that_no_label_is_turned_round(int cells)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 100 * cells).Select(i => $"{i % cells},c,{(random.NextDouble() < 0.2 + (0.6 * (i % cells) / cells) ? "yes" : "no")},g,0")
            .ToArray();
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var split = Splitter.Divide(SplitTables.Config(SplitBy.Rows), seed, SplitTables.Read(Header, rows, columns));
            var shares = rows.Index().GroupBy(row => row.Item, row => row.Index).Where(unit => unit.Count() >= 20)
                .Select(unit => unit.Count(row => split.Test.Contains(row)) / (double)unit.Count()).ToList();
            Assert.That(shares, Has.All.InRange(0.001, 0.6), $"seed {seed}");
            Assert.That(shares.Average(), Is.EqualTo(0.2).Within(0.03), $"seed {seed}");
        }
    }

    [Test]
    public void A_record_that_is_most_of_the_table_is_held_out_in_proportion()
    {
        string[] rows = [.. Enumerable.Range(0, 600).Select(i => i < 300 ? "0,c,y,g,0" : $"{i},c,y,g,0")];
        foreach (var seed in Enumerable.Range(1, 8))
        {
            var split = Splitter.Divide(SplitTables.Config(SplitBy.Rows), seed, SplitTables.Read(Header, rows, columns));
            Assert.That(split.Test.Count(row => row < 300), Is.EqualTo(60).Within(20), $"seed {seed}");
        }
    }

    [Test]
    public void Copies_of_a_record_stay_on_one_side_while_that_keeps_the_fraction()
    {
        var rows = Enumerable.Range(0, 600).Select(i => $"{i / 3},c,y{i / 3 % 2},g,0").ToArray();
        var split = Divide(rows, SplitBy.Rows).Split;

        Assert.That(split.Test, Has.Length.EqualTo(120).Within(2));
        Assert.That((split.Overlap.Copies, split.Overlap.RepeatedRows, split.Overlap.Rows), Is.EqualTo((0L, 400L, 0L)));
    }

    [Test]
    public void What_held_out_rows_share_with_training_rows_is_counted_by_features_combinations_keys_and_copies()
    {
        var batch = SplitTables.Read("x,y,g", ["1,y,a", "2,y,b", "1,y,a", "1,z,c", "2,y,d", "3,y,b"], [("x", FieldKind.Double), ("y", FieldKind.Label)], "g");
        var overlap = Splitter.Divide(new SplitConfig(), 1, batch, 2).Overlap;

        Assert.That(overlap, Is.EqualTo(new SplitOverlap(RepeatedRows: 3, Rows: 3, Combinations: 2, Keys: 2, Copies: 1)));
    }

    [Test]
    public void Another_row_moves_few_others()
    {
        string[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i},c,y{i % 3},g,0")];
        var before = Divide(Rows(1000), SplitBy.Rows).Split.Test.ToHashSet();
        var after = Divide(Rows(1100), SplitBy.Rows).Split.Test.Where(row => row < 1000).ToHashSet();
        before.SymmetricExceptWith(after);

        Assert.That(before, Has.Count.LessThanOrEqualTo(20), "a hundred more rows hold out twenty more, and move no more than that");
    }

    [Test]
    public void Another_row_of_a_regression_moves_few_others()
    {
        (string, FieldKind)[] target = [("x", FieldKind.Double), ("y", FieldKind.Target)];
        HashSet<int> Held(int count) => [.. Splitter.Divide(new SplitConfig(), 1,
            SplitTables.Read("x,y", Enumerable.Range(0, count).Select(i => $"{i},{i * 7919 % 1009}"), target)).Test.Where(row => row < 1000)];
        var moved = Held(1000);
        moved.SymmetricExceptWith(Held(1100));

        Assert.That(moved, Has.Count.LessThanOrEqualTo(30));
    }

    [Test]
    public void Rows_of_one_key_go_together_and_the_key_alone_decides()
    {
        string[] rows = [.. Enumerable.Range(0, 400).Select(i => $"{i},c,y{i % 2},k{i / 4},0")];
        var batch = SplitTables.Read(Header, rows, columns, "g");
        var split = Splitter.Divide(SplitTables.Config(SplitBy.Rows), 1, batch);
        var changed = SplitTables.Read(Header, rows.Select(row => "9" + row), columns, "g");

        Assert.That(split.Overlap.Keys, Is.LessThanOrEqualTo(4));
        Assert.That(Splitter.Divide(SplitTables.Config(SplitBy.Rows), 1, changed).Test, Is.EqualTo(split.Test));
        Assert.That(Splitter.Divide(SplitTables.Config(SplitBy.Rows), 1, changed).Digest, Is.EqualTo(split.Digest));
    }

    [Test]
    public void Rows_with_equal_features_stay_on_one_side_where_that_is_asked_for() => tables.Sample(rows =>
    {
        var (split, batch) = Divide(rows, SplitBy.Features);
        var features = rows.Select(row => string.Join(',', row.Split(',')[..2])).ToArray();
        var trained = split.Train.Select(row => features[row]).ToHashSet();
        return !split.Test.Any(row => trained.Contains(features[row])) && split.Overlap.Rows == 0
            && split.Overlap.RepeatedRows == rows.Length - features.Distinct().Count();
    }, iter: 40);

    [Test]
    public void No_group_is_on_both_sides() => tables.Sample(rows =>
    {
        var (split, batch) = Divide(rows, SplitBy.Group);
        var groups = batch.Texts(3).ToArray();
        return !split.Train.Select(row => groups[row]).Intersect(split.Test.Select(row => groups[row])).Any();
    }, iter: 40);

    [Test]
    public void The_share_of_groups_is_as_near_as_their_sizes_allow()
    {
        var rows = Enumerable.Range(0, 1000).Select(i => $"{i},c,y,g{i % 50},0").ToArray();

        Assert.That(Divide(rows, SplitBy.Group).Split.Test, Has.Length.EqualTo(200));
    }

    [Test]
    public void Groups_are_chosen_so_that_each_class_gives_its_share_where_they_allow()
    {
        // A hundred groups of ten rows, of one class each; every tenth is rare.
        var rows = Enumerable.Range(0, 1000).Select(i => $"{i},c,{(i / 10 % 10 == 0 ? "rare" : "most")},g{i / 10},0").ToArray();
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var batch = SplitTables.Read(Header, rows, columns);
            var split = Splitter.Divide(SplitTables.Config(SplitBy.Group), seed, batch);

            Assert.That(split.Test.Count(row => batch.Texts(2)[row] == "rare"), Is.EqualTo(20), $"seed {seed}");
            Assert.That(split.Test, Has.Length.EqualTo(200), $"seed {seed}");
        }
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
        var batch = SplitTables.Read("x,y", Enumerable.Range(0, rows).Select(i => $"{i},{i * i}"), [("x", FieldKind.Double), ("y", FieldKind.Target)]);
        var split = Splitter.Divide(new SplitConfig { TestFraction = rows == 2 ? 0.5 : 0.2 }, 1, batch);

        Assert.That(split.Test.Length / (double)rows, Is.EqualTo(rows == 2 ? 0.5 : 0.2).Within(0.02));
    }

    [Test]
    public void Targets_of_all_sizes_are_held_out()
    {
        var batch = SplitTables.Read("x,y", Enumerable.Range(0, 1000).Select(i => $"{i},{i}"), [("x", FieldKind.Double), ("y", FieldKind.Target)]);
        var split = Splitter.Divide(new SplitConfig(), 1, batch);

        Assert.That(split.Test.CountBy(row => row / 100).Select(tenth => tenth.Value), Is.EqualTo(Enumerable.Repeat(20, 10)));
    }

    [Test]
    public void A_class_of_one_row_is_trained_on()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var batch = SplitTables.Read(Header, Enumerable.Range(0, 100).Select(i => $"{i},c,{(i == 7 ? "only" : "most")},g,0"), columns);
            Assert.That(Splitter.Divide(SplitTables.Config(SplitBy.Rows, 0.9), seed, batch).Train, Does.Contain(7));
        }
    }

    [TestCase(SplitBy.Rows, "1,c,y,g,1")]
    [TestCase(SplitBy.Features, "1,c,y,g,1", "1,c,y,h,1", Description = "rows with equal features are one unit")]
    [TestCase(SplitBy.Group, "1,c,y,g,1", "2,c,y,g,2")]
    [TestCase(SplitBy.Time, "1,c,y,g,1", "2,c,y,g,1")]
    public void An_empty_side_is_an_error(SplitBy by, params string[] rows)
    {
        var error = Assert.Throws<DataException>(() => Divide(rows, by, 0.5))!;

        Assert.That(error.Message, Does.StartWith("$.split: ").And.EndWith("Give more rows, another fraction, or fewer, smaller groups."));
    }

    [Test]
    public void Another_seed_holds_out_other_rows()
    {
        var batch = Divide([.. Enumerable.Range(0, 200).Select(i => $"{i},c,y,g{i},0")], SplitBy.Rows).Batch;

        foreach (var by in (SplitBy[])[SplitBy.Rows, SplitBy.Features, SplitBy.Group])
            Assert.That(Splitter.Divide(SplitTables.Config(by), 2, batch).Test, Is.Not.EqualTo(Splitter.Divide(SplitTables.Config(by), 1, batch).Test),
                $"{by}");
    }

    [Test]
    public void Rows_of_test_files_are_the_last()
    {
        var split = Splitter.Divide(new SplitConfig(), 1, Divide(["1,c,y,g,0", "2,c,y,g,0", "1,c,y,g,0", "3,c,y,g,0"], SplitBy.Rows, 0.5).Batch, 2);

        Assert.That((split.Train, split.Test), Is.EqualTo((new[] { 0, 1 }, new[] { 2, 3 })));
    }

    private static (Split Split, RowBatch Batch) Divide(string[] rows, SplitBy by, double fraction = 0.2)
    {
        var batch = SplitTables.Read(Header, rows, columns);
        return (Splitter.Divide(SplitTables.Config(by, fraction), 1, batch), batch);
    }

    private static IEnumerable<string> Held(string[] rows, Split split) => split.Test.Select(row => rows[row]).Order(StringComparer.Ordinal);
}
