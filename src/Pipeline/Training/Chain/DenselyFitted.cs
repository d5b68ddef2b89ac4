using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Training.Chain;

/// <summary>
/// An estimator of one vector column that is fitted on dense vectors. ML.NET 5.0.1's robust scaler reads the stored values of a
/// vector as if they were all of them: a row that is mostly zeros, stored sparsely, throws it off the end of the array. What
/// comes out is ML.NET's own transformer, which has no such trouble.
/// </summary>
internal sealed class DenselyFitted(MLContext ml, string column, IEstimator<ITransformer> estimator) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input) => ((VectorDataViewType)input.Schema[column].Type).ItemType == NumberDataViewType.Double
        ? estimator.Fit(VectorRows.OfVectors(ml, column, Dense<double>(input)))
        : estimator.Fit(VectorRows.OfVectors(ml, column, Dense<float>(input)));

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);

    private List<T[]> Dense<T>(IDataView input) => input.GetColumn<VBuffer<T>>(column).Select(vector => vector.DenseValues().ToArray()).ToList();
}
