using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Tables;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

[TestFixture]
internal sealed class SplitDigestsTests
{
    private const string Header = "id,x,y,w,t";

    private static readonly (string, FieldKind)[] columns =
        [("id", FieldKind.Text), ("x", FieldKind.Double), ("y", FieldKind.Label), ("w", FieldKind.Weight), ("t", FieldKind.Time)];

    [TestCase("7,0,y,1,7", "every column is of the key")]
    [TestCase("7,7,z,1,7", "the label")]
    [TestCase("8,7,y,1,7", "an id")]
    public void With_the_whole_record_as_its_key_any_change_of_a_row_shows_catalogue_19(string changed, string what)
    {
        var rows = Rows();
        var before = Divide(rows);
        rows[7] = changed;
        var after = Divide(rows);

        Assert.That(after.Test, Is.EqualTo(before.Test), "the sides are the same");
        Assert.That(after.Digest, Is.Not.EqualTo(before.Digest), what);
    }

    [Test]
    public void With_an_id_as_its_key_a_changed_feature_shows_in_neither_and_a_changed_truth_in_that_of_the_held_out_rows()
    {
        var rows = Rows();
        var before = Divide(rows, "id");
        rows[49] = "49,0,y,1,49";
        var feature = Divide(rows, "id");
        rows[49] = "49,49,z,1,49";
        var label = Divide(rows, "id");
        rows[49] = "49,49,y,2,49";
        var weight = Divide(rows, "id");

        Assert.That((feature.Digest, feature.HeldOutDigest), Is.EqualTo((before.Digest, before.HeldOutDigest)));
        Assert.That(new[] { label.Digest, weight.Digest }, Is.All.EqualTo(before.Digest));
        Assert.That(new[] { before, label, weight }.Select(split => split.HeldOutDigest), Is.Unique);
    }

    [Test]
    public void A_row_that_changes_sides_changes_both()
    {
        var batch = SplitTables.Read(Header, Rows(), columns);
        var (one, other) = (Splitter.Divide(new SplitConfig(), 1, batch, 25), Splitter.Divide(new SplitConfig(), 1, batch, 26));

        Assert.That((one.Digest, one.HeldOutDigest), Is.Not.EqualTo((other.Digest, other.HeldOutDigest)));
        Assert.That(one.Digest, Does.Match("^[0-9a-f]{64}$").And.Not.EqualTo(other.Digest));
        Assert.That(one.HeldOutDigest, Does.Match("^[0-9a-f]{64}$").And.Not.EqualTo(other.HeldOutDigest));
    }

    [Test]
    public void Training_rows_that_come_and_go_leave_the_digest_of_the_held_out_rows()
    {
        var more = SplitTables.ReadFiles([(Header, [.. Rows().Prepend("99,1,y,1,0")])], columns);

        Assert.That(Splitter.Divide(new SplitConfig(), 1, more, 26).HeldOutDigest,
            Is.EqualTo(Splitter.Divide(new SplitConfig(), 1, SplitTables.Read(Header, Rows(), columns), 25).HeldOutDigest));
    }

    private static string[] Rows() => [.. Enumerable.Range(0, 50).Select(i => $"{i},{i},{(i % 2 == 0 ? "z" : "y")},1,{i}")];

    private static Split Divide(string[] rows, params string[] key) =>
        Splitter.Divide(SplitTables.Config(SplitBy.Time), 1, SplitTables.Read(Header, rows, columns, key));
}
