using Microsoft.ML;

namespace Pipeline.Training.Chain;

/// <summary>A step that is fitted already.</summary>
internal sealed class Prefitted(ITransformer transformer) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input) => transformer;

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
}
