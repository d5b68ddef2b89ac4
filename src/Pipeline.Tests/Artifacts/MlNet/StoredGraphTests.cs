using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.MlNet;
using Pipeline.Graph.MlNet;
using Pipeline.Model;
using Pipeline.Tests.Stock;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts.MlNet;

/// <summary>
/// What scores is read from the zip's bytes by this program; what the chain means is what ML.NET makes of them. Both are the same graph, number by number.
/// </summary>
[TestFixture]
internal sealed class StoredGraphTests
{
    private static readonly string[] binary = ["lbfgsLogisticRegression", "sdcaLogisticRegression", "averagedPerceptron", "linearSvm", "sgdCalibrated",
        "fastTree", "fastForest", "lightGbm"];

    public static IEnumerable<TestCaseData> Cases() => StockCases.All.Select((c, i) => new TestCaseData(i).SetArgDisplayNames(c.Name));

    [TestCaseSource(nameof(Cases))]
    public void The_graph_of_a_zip_is_that_of_its_chain_as_ML_NET_loads_it(int index)
    {
        using var scratch = new Scratch();
        var opened = ModelZipReader.Open(scratch.Write("model.zip", TrainedZips.Of(index)));

        Assert.That(GraphText.Of(opened.Graph), Is.EqualTo(GraphText.Of(ChainCompiler.Compile(opened.Model))));
    }

    [Test]
    public void So_is_that_of_one_versus_all_of_every_binary_trainer([ValueSource(nameof(binary))] string trainer)
    {
        var model = Fitted.SharedDemo("penguins", $$$"""model={"trainer":"oneVersusAll","binary":{"trainer":"{{{trainer}}}"}}""").Fit.Model;

        Same(model);
    }

    [TestCase("penguins", """model={"trainer":"lbfgsMaximumEntropy","options":{"l1Regularization":20}}""")]
    [TestCase("churn", """model={"trainer":"lbfgsLogisticRegression","options":{"l1Regularization":50}}""")]
    [TestCase("churn", """model={"trainer":"lightGbm","options":{"numberOfIterations":5,"useCategoricalSplit":true}}""")]
    [TestCase("concrete", """model={"trainer":"fastTree","options":{"numberOfTrees":3,"minimumExampleCountPerLeaf":400}}""")]
    [TestCase("churn", """normalize={"method":"logMeanVariance"}""")]
    [TestCase("churn", """normalize={"method":"none"}""")]
    public void So_is_that_of_strong_penalties_categorical_splits_and_trees_that_hardly_split(string demo, string set)
    {
        Same(Fitted.SharedDemo(demo, set).Fit.Model);
    }

    private static void Same(FittedModel model)
    {
        var stored = ChainReader.Read("zip", ModelZip.ChainEntries(model)).Graph(model.Signature);

        Assert.That(GraphText.Of(stored), Is.EqualTo(GraphText.Of(ChainCompiler.Compile(model))));
    }
}
