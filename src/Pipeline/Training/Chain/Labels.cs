using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Training.Chain;

/// <summary>What the label column says: the classes, their order, and what the trivial model knows.</summary>
internal static class Labels
{
    /// <summary>The classes: [negative, positive] for binary, in ordinal order for multiclass, none for regression.</summary>
    /// <exception cref="DataException">The labels do not fit the task.</exception>
    public static IReadOnlyList<string> Classes(RunConfig config, RowBatch batch)
    {
        if (config.Task == TaskKind.Regression)
            return [];
        var found = batch.Texts(batch.Schema.IndexOf(FieldKind.Label)).ToArray().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var where = $"column {DataText.Name(config.Data.Label.Column)}";
        var shown = $"{found.Count} classes: {DataText.List(found)}";
        if (config.Task == TaskKind.Multiclass)
        {
            return found.Count >= 3 ? found : throw new DataException(
                where, shown, "at least 3 classes for task multiclass", "For two classes set $.task to binary.");
        }
        if (found.Count != 2)
            throw new DataException(where, shown, "2 classes for task binary", found.Count > 2 ? "Set $.task to multiclass, or leave rows out." : "");
        var positive = config.Data.Label.Positive!;
        if (!found.Contains(positive))
        {
            throw new DataException(
                where, shown, $"the positive class {DataText.Quote(positive)} that $.data.label.positive names", NearestName.Hint(positive, found));
        }
        return [found.Single(text => text != positive), positive];
    }

    /// <summary>Class shares or mean over the training rows, weighted.</summary>
    /// <exception cref="DataException">A class has no training row.</exception>
    public static LabelPrior Prior(RowBatch batch, int[] rows, IReadOnlyList<string> classes)
    {
        var truth = TruthCollector.Of(batch, classes, rows);
        var shares = new double[classes.Count];
        double total = 0, sum = 0;
        for (var i = 0; i < truth.Count; i++)
        {
            var weight = truth.Weight?[i] ?? 1;
            total += weight;
            sum += weight * truth.Label[i];
            if (classes.Count > 0)
                shares[(int)truth.Label[i]] += weight;
        }
        if (total == 0)
            throw new DataException("the training rows", "a total weight of 0", "rows that weigh something");
        for (var k = 0; k < shares.Length; k++)
        {
            if (shares[k] == 0)
                throw new DataException(
                    "the training rows", $"none of class {DataText.Quote(classes[k])}", "rows of every class", "Choose another split, or give more rows.");
        }
        return new LabelPrior(shares.Select(share => share / total).ToArray(), classes.Count > 0 ? 0 : sum / total);
    }

    /// <summary>The target, where it is the same in every training row; else null.</summary>
    public static double? ConstantTarget(RowBatch batch, int[] rows)
    {
        var targets = batch.NumberArray(batch.Schema.IndexOf(FieldKind.Target));
        return rows.All(row => targets[row] == targets[rows[0]]) ? targets[rows[0]] : null;
    }
}
