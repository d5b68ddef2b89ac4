using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Container;
using Pipeline.Artifacts.MlNet;
using Pipeline.Tests.Stock;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts.MlNet;

/// <summary>What this program reads of a chain before ML.NET does.</summary>
[TestFixture]
internal sealed class ChainReaderTests
{
    private static readonly string[] binary = ["lbfgsLogisticRegression", "sdcaLogisticRegression", "averagedPerceptron", "linearSvm", "sgdCalibrated",
        "fastTree", "fastForest", "lightGbm", "gam"];

    public static IEnumerable<TestCaseData> Cases() => StockCases.All.Select((c, i) => new TestCaseData(i).SetArgDisplayNames(c.Name));

    [TestCaseSource(nameof(Cases))]
    public void A_chain_of_every_trainer_is_read_to_its_last_byte(int index)
    {
        var chain = ChainReader.Read("zip", Entries(TrainedZips.Of(index)));

        Assert.That(chain.Features.Width, Is.Positive);
    }

    [Test]
    public void The_loaders_that_are_known_are_those_that_chains_of_every_trainer_ask_for_and_no_others()
    {
        var asked = Enumerable.Range(0, TrainedZips.Count).Select(TrainedZips.Of).SelectMany(Loaders).Distinct();

        Assert.That(asked, Is.EquivalentTo(Loader.All.Values));
    }

    [Test]
    public void One_versus_all_of_every_binary_trainer_is_read([ValueSource(nameof(binary))] string trainer)
    {
        string[] more = trainer == "gam" ? ["model.binary.options.numberOfIterations=50"] : [];
        string[] sets = [$$$"""model={"trainer":"oneVersusAll","binary":{"trainer":"{{{trainer}}}"}}""", .. more];
        var model = Fitted.SharedDemo("penguins", sets).Fit.Model;

        Assert.That(ChainReader.Read("zip", ModelZip.ChainEntries(model)).Model is { IsOneVersusAll: true, Classes: 3 });
    }

    private static Dictionary<string, byte[]> Entries(byte[] zip) =>
        ZipEdits.Entries(zip).Where(entry => entry.Name is not (EntryNames.Manifest or EntryNames.Digest))
            .ToDictionary(entry => entry.Name, entry => entry.Content, StringComparer.Ordinal);

    private static IEnumerable<Loader> Loaders(byte[] zip) =>
        Entries(zip).Where(entry => entry.Key.EndsWith("Model.key", StringComparison.Ordinal) || entry.Key.EndsWith("Model.bin", StringComparison.Ordinal))
            .Select(entry => ModelEntry.Read(entry.Key, entry.Value).Loader);
}
