using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>What can be told of a fit while it lasts; a package that shows it elsewhere fails here.</summary>
[TestFixture]
internal sealed class TrainerWatchTests
{
    [TestCase("lightGbm", "numberOfIterations")]
    [TestCase("fastTree", "numberOfTrees")]
    [TestCase("lbfgsLogisticRegression", null)]
    public void A_trainer_tells_what_it_counts(string trainer, string? option)
    {
        using var tables = new RoadTables(TaskKind.Binary, 20_000);
        var options = option is null ? "{ \"optimizationTolerance\": 1e-30, \"maximumNumberOfIterations\": 3000 }" : $"{{ \"{option}\": 300 }}";
        var config = tables.Config($"{{ \"trainer\": \"{trainer}\", \"options\": {options} }}");
        var batch = tables.Read(config);
        var watch = new TrainerWatch();
        var told = new List<string>();

        var fit = Task.Run(() => ChainTrainer.Fit(config, batch, new FitRows([.. Enumerable.Range(0, batch.Count)]) { Watch = watch }));
        while (!fit.Wait(2))
        {
            if (watch.Words() is { } words)
                told.Add(words);
        }

        Assert.That(told, Is.Not.Empty);
        Assert.That(told, Is.All.Match(@"^[0-9,]+( of [0-9,]+)? [A-Za-z]"));
    }

    [Test]
    public void Nothing_is_told_before_a_fit() => Assert.That(new TrainerWatch().Words(), Is.Null);
}
