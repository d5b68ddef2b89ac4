using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Training.Chain;

/// <summary>
/// The first half of the chain: from the table's columns to the feature vector. Numbers are gathered in one vector (two where
/// some are carried as Double), filled and normalized; categories are filled and one-hot encoded, in ordinal order of their
/// text. The slots of Features: Single numbers, Double numbers, indicators, then each categorical column's categories.
/// </summary>
internal sealed class FeatureChain(MLContext ml, RunConfig config, ColumnStatistics statistics, IReadOnlyList<NumericColumn> numeric)
{
    private bool IsWeighted => config.Data.Weight is not null;

    /// <summary>Estimators in order.</summary>
    /// <exception cref="DataException">There is nothing to make a feature of.</exception>
    public IEstimator<ITransformer> Build()
    {
        var steps = new EstimatorChain<ITransformer>();
        var single = AddNumbers(ref steps, NumericType.Single, ChainColumns.Numeric);
        var wide = AddNumbers(ref steps, NumericType.Double, ChainColumns.NumericDouble);
        var others = AddIndicators(ref steps).Concat(AddCategories(ref steps)).ToList();
        if (single.Count + wide.Count + others.Count == 0)
        {
            throw new DataException("the training rows", "no feature: no number, and no category in any of them", "a column with values to learn from",
                "Look at $.data.numeric, $.data.categorical and $.data.missing.");
        }
        var features = config.Normalize.Scope == NormalizeScope.Features;
        if (features && single.Count + others.Count > 0)
        {
            // The Double numbers have been normalized on their own, before they became Single: every slot is normalized once.
            steps = Append(steps, ml.Transforms.Concatenate(ChainColumns.Scaled, [.. single, .. others]));
            steps = Append(steps, Normalizers.Create(ml, config.Normalize, ChainColumns.Scaled, IsWeighted));
            return Append(steps, ml.Transforms.Concatenate(ChainColumns.Features, [ChainColumns.Scaled, .. wide]));
        }
        return Append(steps, ml.Transforms.Concatenate(ChainColumns.Features, [.. single, .. wide, .. others]));
    }

    private List<string> AddNumbers(ref EstimatorChain<ITransformer> steps, NumericType type, string vector)
    {
        var columns = numeric.Where(column => column.Type == type).Select(column => column.Name).ToArray();
        if (columns.Length == 0)
            return [];
        var fill = FillValues.Numeric(statistics, config.Impute);
        steps = Append(steps, ml.Transforms.Concatenate(vector, columns));
        steps = Append(steps, new Prefitted(Fill(vector, type, columns.Select(column => fill[column]).ToArray())));
        if (config.Normalize.Scope == NormalizeScope.Numeric || type == NumericType.Double)
            steps = Append(steps, Normalizers.Create(ml, config.Normalize, vector, IsWeighted));
        if (type == NumericType.Double)
            steps = Append(steps, ml.Transforms.Conversion.ConvertType(vector, outputKind: DataKind.Single));
        return [vector];
    }

    /// <summary>
    /// ML.NET's own step for missing values takes its fill values from the rows it is fitted on, and knows neither a median nor a
    /// stated value. Fitted on one row that holds the fill values, its mean is exactly them.
    /// </summary>
    private MissingValueReplacingTransformer Fill(string vector, NumericType type, double[] values)
    {
        var estimator = ml.Transforms.ReplaceMissingValues(vector, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean);
        return estimator.Fit(type == NumericType.Double
            ? VectorRows.OfVectors(ml, vector, [values])
            : VectorRows.OfVectors(ml, vector, [values.Select(value => (float)value).ToArray()]));
    }

    private List<string> AddIndicators(ref EstimatorChain<ITransformer> steps)
    {
        var columns = ColumnPatterns.Choose(config.Impute.Indicators, numeric.Select(column => column.Name));
        if (columns.Count == 0)
            return [];
        var pairs = columns.Select(column => new InputOutputColumnPair(ChainColumns.Indicator(column), column)).ToArray();
        var same = columns.Select(column => new InputOutputColumnPair(ChainColumns.Indicator(column))).ToArray();
        steps = Append(steps, ml.Transforms.IndicateMissingValues(pairs));
        steps = Append(steps, ml.Transforms.Conversion.ConvertType(same, DataKind.Single));
        steps = Append(steps, ml.Transforms.Concatenate(ChainColumns.Indicators, same.Select(pair => pair.OutputColumnName).ToArray()));
        return [ChainColumns.Indicators];
    }

    private List<string> AddCategories(ref EstimatorChain<ITransformer> steps)
    {
        var pairs = new List<InputOutputColumnPair>();
        foreach (var column in statistics.Categorical.Where(column => column.Categories.Count > 0))
        {
            var input = column.Name;
            if (FillValues.Category(column, config.Impute) is { } fill)
            {
                input = ChainColumns.Filled(column.Name);
                steps = Append(steps, ml.Transforms.Expression(input, FillExpression.Of(fill), column.Name));
            }
            pairs.Add(new InputOutputColumnPair(ChainColumns.Encoded(column.Name), input));
        }
        if (pairs.Count == 0)
            return [];
        steps = Append(steps, ml.Transforms.Categorical.OneHotEncoding([.. pairs],
            OneHotEncodingEstimator.OutputKind.Indicator, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue));
        return pairs.Select(pair => pair.OutputColumnName).ToList();
    }

    private static EstimatorChain<ITransformer> Append(EstimatorChain<ITransformer> chain, IEstimator<ITransformer>? step) =>
        step is null ? chain : chain.Append(step);
}
