using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Graph.MlNet;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Graph.MlNet;

[TestFixture]
internal sealed class ChainCompilerTests
{
    [Test]
    public void A_step_that_it_does_not_know_is_named_with_its_type_and_the_remedy()
    {
        var demo = Fitted.SharedDemo("concrete");
        var fitted = demo.Fit.Model;
        var foreign = new MLContext(1).Transforms.NormalizeLpNorm("Features").Fit(fitted.Chain.Transform(BatchView.OfFeatures(demo.Batch)));
        var steps = (IEnumerable<ITransformer>)fitted.Chain;
        var chain = new TransformerChain<ITransformer>([.. steps, foreign]);

        var error = Assert.Throws<ArtifactException>(() => ChainCompiler.Compile(fitted with { Chain = chain }));

        Assert.That(error!.Message,
            Does.Match(@"^step \d+: LpNormNormalizingTransformer, which cannot be compiled; expected a step, model or calibrator that a config"));
        Assert.That(error.Message, Does.Contain("Train again with this version."));
    }

    [Test]
    public void A_chain_without_a_model_is_refused()
    {
        var fitted = Fitted.SharedDemo("concrete").Fit.Model;
        var steps = ((IEnumerable<ITransformer>)fitted.Chain).Take(2);

        var error = Assert.Throws<ArtifactException>(() => ChainCompiler.Compile(fitted with { Chain = new TransformerChain<ITransformer>([.. steps]) }));

        Assert.That(error!.Message, Does.StartWith("the chain: no model among its steps"));
    }
}
