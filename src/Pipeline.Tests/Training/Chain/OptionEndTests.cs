using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

/// <summary>Options at the ends of what a config may say: a model, or a reason; never a bug.</summary>
[TestFixture]
internal sealed class OptionEndTests
{
    /// <summary>What takes its time, and threads, of which a thousand take theirs.</summary>
    private static readonly string[] durations = ["numberOfIterations", "numberOfTrees", "maximumNumberOfIterations", "numberOfThreads"];

    private static IEnumerable<TestCaseData> Trainers() =>
        TrainerCatalog.All.Where(trainer => trainer.NewOptions is not null)
            .Select(trainer => new TestCaseData(trainer).SetArgDisplayNames($"{trainer.Task} {trainer.Name}"));

    [TestCaseSource(nameof(Trainers))]
    public void An_option_at_the_ends_of_its_range_trains_or_is_refused_with_a_reason(TrainerEntry trainer)
    {
        using var trials = new OptionTrials(trainer);
        var bugs = new List<string>();
        var place = TrainerCatalog.All.Index().Single(one => one.Item == trainer).Index;
        foreach (var options in Sweeps.Of(OptionSweep.Ends(trainer).Where(options => !IsLong(options)), 5, place))
        {
            try
            {
                trials.Scores(options);
            }
            catch (PipelineException)
            {
            }
            catch (Exception error)
            {
                bugs.Add($"{options.ToJsonString()}: {error.GetType().Name} {error.Message}");
            }
        }
        Assert.That(bugs, Is.Empty);
    }

    private static bool IsLong(JsonObject options) => options.Any(option =>
        (durations.Contains(option.Key) && option.Value!.GetValue<double>() > 2)
        || (option.Key == "stochasticGradientDescentInitilaizationTolerance" && option.Value!.GetValue<double>() is > 0 and < 1));
}
