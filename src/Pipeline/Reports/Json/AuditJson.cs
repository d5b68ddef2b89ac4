using Pipeline.Artifacts;
using Pipeline.Reports.Json.Shapes;
using Pipeline.Tables.Audit;

namespace Pipeline.Reports.Json;

/// <summary>What a run met in its rows.</summary>
internal static class AuditJson
{
    /// <summary>Missing fields by column.</summary>
    public static Shape<IEnumerable<KeyValuePair<string, long>>> Missing { get; } = Values.Count.Map();

    /// <summary>A column with unseen categories.</summary>
    public static ObjectShape<UnseenCategories> Unseen { get; } = new("unseen", "A column with categories that no training row had.")
    {
        { "column", "Its name.", Values.Text, column => column.Column },
        { "fields", "Fields with such a category; they belong to none.", Values.Count, column => column.Fields },
        { "examples", "Some of the categories.", Values.Text.List(), column => column.Examples },
    };

    /// <summary>A column that is not what it was in training.</summary>
    public static ObjectShape<ShiftedColumn> Shifted { get; } = new("shifted", "A numeric column whose rows are not those of the training.")
    {
        { "column", "Its name.", Values.Text, column => column.Column },
        { "unmistakable", "Whether it is beyond doubt: a drift of the data does not look like this.", Values.Truth, column => column.Unmistakable },
        { "change", "What happened to the column, in words, where that is known.", Values.Text.OrNull(), column => column.Change },
        { "factor", "The factor, where the change is one.", Values.NumberOrNull, column => column.Factor },
        { "rows", "Rows with a value.", Values.Count, column => column.Rows },
        { "mean", "Mean of the rows at hand.", Values.Number, column => column.Mean },
        { "trainingMean", "Mean of the training rows.", Values.Number, column => column.TrainingMean },
        { "trainingDeviation", "Standard deviation of the training rows.", Values.Number, column => column.TrainingDeviation },
        { "trainingMinimum", "Smallest value of the training rows.", Values.Number, column => column.TrainingMinimum },
        { "trainingMaximum", "Largest value of the training rows.", Values.Number, column => column.TrainingMaximum },
        { "outside", "Share of the rows outside of the range of the training rows, 0 to 1.", Values.Number, column => column.Outside },
        { "moved", "The largest share of rows that lies elsewhere than the quantiles of the training rows say.", Values.Number, column => column.Moved },
        { "spreadRatio", "The distance of the 10 % and 90 % quantiles over that of the training rows.", Values.NumberOrNull, column => column.SpreadRatio },
    };

    private static readonly ObjectShape<DistinctColumn> distinct = new("distinct", "A feature that has another value in (almost) every training row.")
    {
        { "column", "Its name.", Values.Text, column => column.Column },
        { "distinct", "Different values.", Values.Count, column => column.Distinct },
        { "rows", "Training rows with a value.", Values.Count, column => column.Rows },
        {
            "kind", "Whether it is a number that counts the rows, or a category.",
            Values.OneOf("numeric", "categorical"), column => column.Numeric ? "numeric" : "categorical"
        },
    };

    private static readonly ObjectShape<AuditReport> training = new("trainingRows", "What train met in the training rows.")
    {
        { "missing", "Missing fields by column.", Missing, MissingOf },
    };

    private static readonly ObjectShape<AuditReport> heldOut = new("heldOutRows", "What train met in the held-out rows.")
    {
        { "missing", "Missing fields by column.", Missing, MissingOf },
        { "unseen", "Columns with categories that no training row had.", Unseen.List(), audit => audit.Unseen },
        { "shifted", "Columns that are not what they were in training.", Shifted.List(), audit => audit.Shifted },
    };

    /// <summary>What train met in its rows.</summary>
    public static ObjectShape<TrainAudit> Shape { get; } = new("rows", "What train met in its rows.")
    {
        { "training", "Of the training rows.", training, audit => audit.Training },
        { "heldOut", "Of the held-out rows.", heldOut, audit => audit.HeldOut },
        { "unusedColumns", "Columns of the files that the run does not use: the first thousand.", Values.Names, audit => audit.UnusedColumns },
        { "unusedColumnCount", "How many there are.", Values.Count, audit => audit.UnusedColumns.Count },
        { "distinct", "Features that have another value in (almost) every training row.", distinct.List(), audit => audit.Distinct },
        { "constantTarget", "The target, where it is the same in every training row.", Values.NumberOrNull, audit => audit.ConstantTarget },
    };

    /// <summary>Missing fields by column.</summary>
    public static IEnumerable<KeyValuePair<string, long>> MissingOf(AuditReport audit) =>
        audit.Missing.Select(column => KeyValuePair.Create(column.Column, column.Fields));
}
