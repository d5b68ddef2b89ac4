using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Chain;

/// <summary>What fills a missing value of each column, from the statistics of the training rows.</summary>
internal static class FillValues
{
    /// <summary>The number that fills each numeric column, in the order of the statistics.</summary>
    /// <exception cref="DataException">A column has no value in any training row to take one from.</exception>
    public static IReadOnlyDictionary<string, double> Numeric(ColumnStatistics statistics, ImputeConfig impute)
    {
        var problems = new List<Problem>();
        var values = statistics.Numeric.ToDictionary(column => column.Name, column =>
        {
            var own = impute.Columns.GetValueOrDefault(column.Name)
                ?? new ColumnImputeConfig { Numeric = impute.Numeric, NumericValue = impute.NumericValue };
            if (column.Count == 0 && own.Numeric != NumericImpute.Constant)
            {
                problems.Add(new Problem(
                    $"column {DataText.Name(column.Name)}", "no value in any training row",
                    $"values to take the {own.Numeric.ToString().ToLowerInvariant()} of",
                    $"Leave the column out ($.data.ignore), or fill it with a constant ($.impute.columns.{column.Name})."));
            }
            return own.Numeric switch
            {
                NumericImpute.Mean => column.Mean,
                NumericImpute.Median => column.Median,
                NumericImpute.Mode => column.Mode,
                NumericImpute.Constant => own.NumericValue,
                _ => throw new ArgumentOutOfRangeException(nameof(impute), own.Numeric, "unknown way to impute"),
            };
        }, StringComparer.Ordinal);
        return problems.Count == 0 ? values : throw new DataException(problems);
    }

    /// <summary>The category that fills a categorical column; null where nothing does.</summary>
    public static string? Category(CategoricalStatistics column, ImputeConfig impute) => impute.Categorical switch
    {
        CategoricalImpute.None => null,
        CategoricalImpute.Constant => impute.CategoricalValue,
        CategoricalImpute.Mode => column.Categories.MaxBy(category => category.Weight ?? category.Count)?.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(impute), impute.Categorical, "unknown way to impute"),
    };
}
