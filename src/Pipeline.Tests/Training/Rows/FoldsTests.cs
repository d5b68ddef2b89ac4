using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Tables;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

[TestFixture]
internal sealed class FoldsTests
{
    private const string Header = "x,c,y,g,t";

    private static readonly (string, FieldKind)[] columns =
        [("x", FieldKind.Double), ("c", FieldKind.Category), ("y", FieldKind.Label), ("g", FieldKind.Group), ("t", FieldKind.Time)];

    private readonly RowBatch batch = SplitTables.Read(Header, Enumerable.Range(0, 503)
        .Select(i => $"{i / 2},c,{(i % 10 == 0 ? "rare" : "most")},g{i % 40},{i}"), columns);

    [TestCase(SplitBy.Rows)]
    [TestCase(SplitBy.Features)]
    [TestCase(SplitBy.Group)]
    [TestCase(SplitBy.Time)]
    public void Every_training_row_is_left_out_once_and_learnt_from_in_the_other_folds(SplitBy by)
    {
        var rows = Splitter.Divide(SplitTables.Config(by), 1, batch).Train;
        var folds = Folds.Of(SplitTables.Config(by), 1, batch, rows);

        Assert.That(folds, Has.Count.EqualTo(5));
        Assert.That(folds.SelectMany(fold => fold.Held).Order(), Is.EqualTo(rows));
        foreach (var fold in folds)
        {
            Assert.That(fold.Train.Concat(fold.Held).Order(), Is.EqualTo(rows));
            Assert.That(fold.Held, Has.Length.EqualTo(rows.Length / 5).Within(by == SplitBy.Group ? 25 : 4));
        }
    }

    [Test]
    public void Folds_of_rows_are_stratified()
    {
        foreach (var fold in Folds.Of(new SplitConfig(), 1, batch, [.. Enumerable.Range(0, batch.Count)]))
            Assert.That(fold.Held.Count(row => batch.Texts(2)[row] == "rare"), Is.EqualTo(10).Within(1));
    }

    [Test]
    public void Groups_and_rows_with_equal_features_stay_in_one_fold()
    {
        int[] rows = [.. Enumerable.Range(0, batch.Count)];
        foreach (var fold in Folds.Of(SplitTables.Config(SplitBy.Group), 1, batch, rows))
            Assert.That(fold.Held.Select(row => batch.Texts(3)[row]).Intersect(fold.Train.Select(row => batch.Texts(3)[row])), Is.Empty);
        foreach (var fold in Folds.Of(SplitTables.Config(SplitBy.Features), 1, batch, rows))
            Assert.That(fold.Held.Select(row => batch.Numbers(0)[row]).Intersect(fold.Train.Select(row => batch.Numbers(0)[row])), Is.Empty);
    }

    [Test]
    public void Folds_of_a_split_by_time_are_stretches_of_time_with_its_gap_on_both_sides()
    {
        var config = SplitTables.Config(SplitBy.Time) with { Gap = SplitGap.Parse("10") };
        foreach (var fold in Folds.Of(config, 1, batch, [.. Enumerable.Range(0, batch.Count)]))
        {
            Assert.That(fold.Held[^1] - fold.Held[0], Is.EqualTo(fold.Held.Length - 1));
            Assert.That(fold.Train.Select(row => Math.Min(Math.Abs(row - fold.Held[0]), Math.Abs(row - fold.Held[^1]))).Min(), Is.EqualTo(10));
        }
    }

    [Test]
    public void Another_row_and_another_feature_move_few_rows_between_folds()
    {
        var narrow = SplitTables.Read(Header, Enumerable.Range(0, 503).Select(i => $"{i / 2},c,{(i % 10 == 0 ? "rare" : "most")},g{i % 40},{i}"), columns[1..]);
        int[] rows = [.. Enumerable.Range(0, batch.Count)];

        Assert.That(Folds.Of(new SplitConfig(), 1, narrow, rows).Select(fold => fold.Held),
            Is.EqualTo(Folds.Of(new SplitConfig(), 1, batch, rows).Select(fold => fold.Held)));
    }
}
