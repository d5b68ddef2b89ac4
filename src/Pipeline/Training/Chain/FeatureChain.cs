using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Training.Features;

namespace Pipeline.Training.Chain;

/// <summary>
/// The first half of the chain: from the table's columns to the feature vector. Numbers are gathered in one vector (two where
/// some are carried as Double), filled and normalized; categories are filled and one-hot encoded, in ordinal order of their
/// text. The slots of Features: Single numbers, Double numbers, indicators, then each categorical column's categories.
/// </summary>
/// <param name="ml">ML.NET.</param>
/// <param name="config">The run.</param>
/// <param name="statistics">What the rows to learn from say of the columns.</param>
/// <param name="numeric">The types of the numeric columns.</param>
/// <param name="raw">The rows, for normalizers to be fitted on them past the steps in front; null where each is fitted behind those steps.</param>
internal sealed class FeatureChain(MLContext ml, RunConfig config, ColumnStatistics statistics, IReadOnlyList<NumericColumn> numeric, RawColumns? raw = null)
{
    private readonly List<RawSlot> single = [];

    /// <summary>Estimators in order.</summary>
    /// <exception cref="DataException">There is nothing to make a feature of.</exception>
    public IEstimator<ITransformer> Build()
    {
        var steps = new EstimatorChain<ITransformer>();
        var narrow = AddNumbers(ref steps, NumericType.Single, ChainColumns.Numeric);
        var wide = AddNumbers(ref steps, NumericType.Double, ChainColumns.NumericDouble);
        var others = AddIndicators(ref steps).Concat(AddCategories(ref steps)).ToList();
        if (narrow.Count + wide.Count + others.Count == 0)
        {
            throw new DataException("the training rows", "no feature: no number, and no category in any of them", "a column with values to learn from",
                "Look at $.data.numeric, $.data.categorical and $.data.missing.");
        }
        var features = config.Normalize.Scope == NormalizeScope.Features;
        if (features && narrow.Count + others.Count > 0)
        {
            // The Double numbers have been normalized on their own, before they became Single: every slot is normalized once.
            steps = Append(steps, ml.Transforms.Concatenate(ChainColumns.Scaled, [.. narrow, .. others]));
            steps = Append(steps, Normalizer(ChainColumns.Scaled, NumericType.Single, single));
            return Append(steps, ml.Transforms.Concatenate(ChainColumns.Features, [ChainColumns.Scaled, .. wide]));
        }
        return Append(steps, ml.Transforms.Concatenate(ChainColumns.Features, [.. narrow, .. wide, .. others]));
    }

    private List<string> AddNumbers(ref EstimatorChain<ITransformer> steps, NumericType type, string vector)
    {
        var columns = numeric.Where(column => column.Type == type).Select(column => column.Name).ToArray();
        if (columns.Length == 0)
            return [];
        var fill = FillValues.Numeric(statistics, config.Impute);
        steps = Append(steps, ml.Transforms.Concatenate(vector, columns));
        steps = Append(steps, new Prefitted(Fill(vector, type, columns.Select(column => fill[column]).ToArray())));
        List<RawSlot> slots = [.. columns.Select(column => new RawSlot(column, fill[column], false))];
        if (type == NumericType.Single)
            single.AddRange(slots);
        if (config.Normalize.Scope == NormalizeScope.Numeric || type == NumericType.Double)
            steps = Append(steps, Normalizer(vector, type, slots));
        if (type == NumericType.Double)
            steps = Append(steps, ml.Transforms.Conversion.ConvertType(vector, outputKind: DataKind.Single));
        return [vector];
    }

    private IEstimator<ITransformer>? Normalizer(string vector, NumericType type, IReadOnlyList<RawSlot> slots)
    {
        var estimator = Normalizers.Create(ml, config.Normalize, vector, config.Data.Weight is not null);
        return estimator is null || raw is null ? estimator : new FittedOn(raw.Vector(vector, type, slots), estimator);
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
        single.AddRange(columns.Select(column => new RawSlot(column, 0, true)));
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
