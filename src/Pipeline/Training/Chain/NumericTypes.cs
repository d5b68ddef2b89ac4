using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Training.Chain;

/// <summary>
/// Decides which numeric columns are carried as Double through the normalizer. The rule: a column is, where its training rows
/// spread (standard deviation above 0) and the spacing of float32 numbers at its mean is more than 1e-4 of its standard
/// deviation, or where a value is beyond the range of float32. Rounding such a column to float32 first would lose digits that
/// tell its rows apart. Where a normalizer follows, a column is too whose normalizer would leave the range of float32: value less
/// mean above its greatest number, or a scale (1 / deviation) above it.
/// </summary>
internal static class NumericTypes
{
    /// <summary>Share of the standard deviation that the spacing of float32 may reach.</summary>
    public const double Limit = 1e-4;

    /// <summary>The type of each column, in the order of the statistics.</summary>
    /// <exception cref="ConfigException">A column needs Double and no normalizer follows that could take it.</exception>
    public static IReadOnlyList<NumericColumn> Decide(ColumnStatistics statistics, DataConfig data, NormalizeConfig normalizer)
    {
        var problems = new List<Problem>();
        var columns = statistics.Numeric.Select(column =>
        {
            var asDouble = Wants(data, normalizer, column);
            if (asDouble && !Centres(normalizer) && (normalizer.Method == NormalizeMethod.None || !OverflowsOnTheWay(column) || Needs(column)))
            {
                problems.Add(new Problem($"column {DataText.Name(column.Name)}",
                    FormattableString.Invariant($"mean {column.Mean:R}, standard deviation {Math.Sqrt(column.Variance):R}: float32 numbers are ")
                        + FormattableString.Invariant($"{Spacing(column.Mean):R} apart there, and with {Words(normalizer)} nothing centres the column ")
                        + "before it becomes float32",
                    "a normalizer that centres, or a column that float32 can hold",
                    "Set $.normalize.method to meanVariance (fixZero false), subtract an offset upstream, or accept the loss with "
                        + $"$.data.asSingle: [\"{column.Name}\"]."));
            }
            return new NumericColumn(column.Name, asDouble ? NumericType.Double : NumericType.Single);
        }).ToList();
        return problems.Count == 0 ? columns : throw new ConfigException(problems);
    }

    /// <summary>Whether the rule carries a column as Double.</summary>
    public static bool Needs(NumericStatistics column)
    {
        if (Math.Max(Math.Abs(column.Minimum), Math.Abs(column.Maximum)) > float.MaxValue)
            return true;
        var deviation = Math.Sqrt(column.Variance);
        return deviation > 0 && Spacing(column.Mean) > Limit * deviation;
    }

    /// <summary>Whether (value − offset) · scale, in float32, would overflow though value and result are within its range.</summary>
    public static bool OverflowsOnTheWay(NumericStatistics column)
    {
        var deviation = Math.Sqrt(column.Variance);
        return column.Maximum - column.Minimum > float.MaxValue || (deviation > 0 && 1 / deviation > float.MaxValue / 2);
    }

    /// <summary>Distance between neighbouring float32 numbers at a value.</summary>
    public static double Spacing(double value)
    {
        var single = MathF.Abs((float)value);
        return single >= float.MaxValue ? double.PositiveInfinity : (double)MathF.BitIncrement(single) - single;
    }

    /// <summary>The config's word goes before the rule; in it, as everywhere, a name goes before a pattern.</summary>
    private static bool Wants(DataConfig data, NormalizeConfig normalizer, NumericStatistics column) =>
        data.AsDouble.Contains(column.Name) ? true
        : data.AsSingle.Contains(column.Name) ? false
        : Matches(data.AsDouble, column.Name)
            || (!Matches(data.AsSingle, column.Name) && (Needs(column) || (normalizer.Method != NormalizeMethod.None && OverflowsOnTheWay(column))));

    /// <summary>Whether a normalizer takes the offset away while the column is still Double: else its digits are lost after it.</summary>
    private static bool Centres(NormalizeConfig normalizer) => normalizer.Method switch
    {
        NormalizeMethod.MeanVariance or NormalizeMethod.MinMax => !normalizer.FixZero,
        NormalizeMethod.RobustScaling => normalizer.CenterData,
        NormalizeMethod.LogMeanVariance => true,
        NormalizeMethod.None => false,
        _ => throw new ArgumentOutOfRangeException(nameof(normalizer), normalizer.Method, "unknown normalizer"),
    };

    private static string Words(NormalizeConfig normalizer) => normalizer.Method switch
    {
        NormalizeMethod.None => "$.normalize.method none",
        NormalizeMethod.RobustScaling => "$.normalize.centerData false",
        _ => "$.normalize.fixZero true",
    };

    private static bool Matches(IReadOnlyList<string> patterns, string column) => ColumnPatterns.Choose(patterns, [column]).Count > 0;
}
