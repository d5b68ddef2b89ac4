using Pipeline.Model;

namespace Pipeline.Tables;

/// <summary>What to read for evaluation and for scoring.</summary>
internal static class ReadSchemas
{
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

    /// <summary>What a model predicts.</summary>
    internal static ReadColumn LabelOf(TaskKind task, string name) =>
        new(name, task == TaskKind.Regression ? FieldKind.Target : FieldKind.Label);

    /// <summary>The weight of a row, where there is one.</summary>
    internal static IEnumerable<ReadColumn> WeightOf(string? name) => name is null ? [] : [new ReadColumn(name, FieldKind.Weight)];

    /// <summary>Texts that pass through.</summary>
    internal static IEnumerable<ReadColumn> TextsOf(IEnumerable<string> names) => names.Select(name => new ReadColumn(name, FieldKind.Text));

    /// <summary>Each column once.</summary>
    internal static IReadOnlyList<ReadColumn> Distinct(IEnumerable<ReadColumn> columns) => [.. columns.Distinct()];
}
