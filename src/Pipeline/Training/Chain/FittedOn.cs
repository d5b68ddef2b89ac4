using Microsoft.ML;

namespace Pipeline.Training.Chain;

/// <summary>An estimator that is fitted on other rows than those that come along.</summary>
/// <param name="rows">What it is fitted on.</param>
/// <param name="estimator">The estimator.</param>
internal sealed class FittedOn(IDataView rows, IEstimator<ITransformer> estimator) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input) => estimator.Fit(rows);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);
}
