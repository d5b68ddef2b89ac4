using Pipeline.Configuration;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>What to read for training, for evaluation and for scoring.</summary>
public static class ReadSchemas
{
    /// <summary>For training: numbers as Double until their types are decided, and the label, weight, ids, keys and column of the split.</summary>
    public static TableSchema ForTraining(RunConfig config, ColumnRoles roles, KeyColumns keys)
    {
        var columns = roles.Numeric.Select(name => new ReadColumn(name, FieldKind.Double))
            .Concat(roles.Categorical.Select(name => new ReadColumn(name, FieldKind.Category)))
            .Append(LabelOf(config.Task, config.Data.Label.Column))
            .Concat(WeightOf(config.Data.Weight))
            .Concat(SplitOf(config))
            .Concat(TextsOf(config.Data.Id));
        return new TableSchema
        {
            Columns = Distinct(columns),
            Separator = config.Data.Separator,
            Missing = config.Data.Missing,
            Form = FormOf(config.Data),
            Keys = [keys.Key, keys.Record],
        };
    }

    /// <summary>How a config says that its files are written.</summary>
    public static TableForm FormOf(DataConfig data) => new()
    {
        Decimal = data.Decimal,
        Numbers = data.Numbers.ToDictionary(pair => pair.Key, pair => pair.Value.As(data.Decimal), StringComparer.Ordinal),
        Trim = data.Trim,
        Encoding = data.Encoding,
        SkipLines = data.SkipLines,
        Comment = data.Comment,
        Names = data.Names,
    };

    /// <summary>For evaluation: as the model types them, with label and weight; the classes are those of the model.</summary>
    public static TableSchema ForEvaluation(ModelSignature signature) => new()
    {
        Columns = Distinct(FeaturesOf(signature).Append(LabelOf(signature.Task, signature.Label)).Concat(WeightOf(signature.Weight))),
        Separator = signature.Separator,
        Missing = signature.Missing,
        Form = signature.Form,
        Classes = signature.Task == TaskKind.Regression ? null : signature.Classes,
    };

    /// <summary>For scoring: the features as the model types them, and the texts that pass through.</summary>
    public static TableSchema ForScoring(ModelSignature signature, IReadOnlyList<string> passThrough) => new()
    {
        Columns = Distinct(FeaturesOf(signature).Concat(TextsOf(passThrough))),
        Separator = signature.Separator,
        Missing = signature.Missing,
        Form = signature.Form,
    };

    /// <summary>The same columns with the numeric types of a model.</summary>
    public static TableSchema Typed(TableSchema schema, IReadOnlyList<NumericColumn> numeric)
    {
        var single = numeric.Where(column => column.Type == NumericType.Single).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return schema with
        {
            Columns = schema.Columns.Select(column => column.Kind == FieldKind.Double && single.Contains(column.Name)
                ? column with { Kind = FieldKind.Single } : column).ToList(),
        };
    }

    private static IEnumerable<ReadColumn> FeaturesOf(ModelSignature signature) => signature.Numeric
        .Select(column => new ReadColumn(column.Name, column.Type == NumericType.Double ? FieldKind.Double : FieldKind.Single))
        .Concat(signature.Categorical.Select(name => new ReadColumn(name, FieldKind.Category)));

    private static ReadColumn LabelOf(TaskKind task, string name) =>
        new(name, task == TaskKind.Regression ? FieldKind.Target : FieldKind.Label);

    private static IEnumerable<ReadColumn> WeightOf(string? name) => name is null ? [] : [new ReadColumn(name, FieldKind.Weight)];

    private static IEnumerable<ReadColumn> TextsOf(IEnumerable<string> names) => names.Select(name => new ReadColumn(name, FieldKind.Text));

    private static IEnumerable<ReadColumn> SplitOf(RunConfig config) => config.Split.Column is not { } column
        ? []
        : [new ReadColumn(column, config.Split.By switch { SplitBy.Time => FieldKind.Time, SplitBy.Group => FieldKind.Group, _ => FieldKind.Side })];

    private static List<ReadColumn> Distinct(IEnumerable<ReadColumn> columns) => columns.Distinct().ToList();
}
