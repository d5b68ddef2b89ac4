using Pipeline.Configuration.Records;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>What to read for training.</summary>
internal static class TrainingSchema
{
    /// <summary>Numbers as Double until their types are decided, and the label, weight, ids, keys and column of the split.</summary>
    public static TableSchema Of(RunConfig config, ColumnRoles roles, KeyColumns keys)
    {
        var columns = roles.Numeric.Select(name => new ReadColumn(name, FieldKind.Double))
            .Concat(roles.Categorical.Select(name => new ReadColumn(name, FieldKind.Category)))
            .Append(ReadSchemas.LabelOf(config.Task, config.Data.Label.Column))
            .Concat(ReadSchemas.WeightOf(config.Data.Weight))
            .Concat(SplitOf(config))
            .Concat(ReadSchemas.TextsOf(config.Data.Id));
        return new TableSchema
        {
            Columns = ReadSchemas.Distinct(columns),
            Separator = config.Data.Separator,
            Missing = config.Data.Missing,
            Form = config.Data.Form(),
            Keys = [keys.Key, keys.Record],
        };
    }

    private static IEnumerable<ReadColumn> SplitOf(RunConfig config) => config.Split.Column is not { } column
        ? []
        : [new ReadColumn(column, config.Split.By switch { SplitBy.Time => FieldKind.Time, SplitBy.Group => FieldKind.Group, _ => FieldKind.Side })];
}
