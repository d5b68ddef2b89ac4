using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>What a split by group or time promises holds for test files too: it is checked, since nothing can be moved.</summary>
internal static class TestFiles
{
    /// <summary>Fails where a group is on both sides, or a test row is no later than a training row.</summary>
    /// <exception cref="DataException">It is so.</exception>
    public static void Require(SplitConfig config, RowBatch batch, int trainingRows)
    {
        if (config.By == SplitBy.Group)
        {
            var groups = batch.TextArray(batch.Schema.IndexOf(FieldKind.Group));
            var trained = groups.Take(trainingRows).ToHashSet(StringComparer.Ordinal);
            var both = Enumerable.Range(trainingRows, batch.Count - trainingRows).Where(row => trained.Contains(groups[row])).ToList();
            if (both.Count > 0)
            {
                var found = FormattableString.Invariant(
                    $"group {DataText.Quote(groups[both[0]])}, which training rows have too, as have {both.Count:N0} test rows in all");
                throw new DataException(batch.OriginOf(both[0]).ToString(), found,
                    "groups of their own in the test files, since split.by is group", "Give other test files, or leave split.by out.");
            }
        }
        if (config.By == SplitBy.Time)
        {
            var times = TimeColumn.Read(batch).Values;
            var last = times.Take(trainingRows).Max();
            var early = Enumerable.Range(trainingRows, batch.Count - trainingRows).Where(row => times[row] <= last).ToList();
            if (early.Count > 0)
            {
                var found = FormattableString.Invariant($"a time that is not after every training row's, as of {early.Count:N0} test rows in all");
                throw new DataException(batch.OriginOf(early[0]).ToString(), found,
                    "later times in the test files, since split.by is time", "Give later test files, or leave split.by out.");
            }
        }
    }
}
