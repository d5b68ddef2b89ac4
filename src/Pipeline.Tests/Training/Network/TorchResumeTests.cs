using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Pipeline.Tests.Training.Network;

/// <summary>A training that PyTorch saved after 5 of 12 steps and resumed, whole, and without a part of its state.</summary>
[TestFixture]
internal sealed class TorchResumeTests
{
    private static IEnumerable<TestCaseData> Resumptions() =>
        from precision in (string[])["float64", "float32"]
        let json = TorchFile.Read("c08-checkpoint-resume." + precision).Json
        from resumed in json["faults"]!.AsArray().Prepend(json["resumed"])
        let lost = string.Join(" and ", resumed["lost"]!.AsArray().Select(part => (string)part!))
        select new TestCaseData(precision, resumed).SetArgDisplayNames(precision, lost.Length == 0 ? "nothing lost" : lost + " lost");

    [TestCaseSource(nameof(Resumptions))]
    public void A_resumed_training_is_that_of_PyTorch_whatever_is_lost(string precision, JsonNode resumed)
    {
        var worst = new Worst();
        var lost = resumed["lost"]!.AsArray().Select(part => (string)part!).ToHashSet();
        var file = TorchFile.Read("c08-checkpoint-resume." + precision);
        if (precision == "float64")
            Resume<double>(file, worst, resumed, lost);
        else
            Resume<float>(file, worst, resumed, lost);

        TestContext.Out.WriteLine($"{worst.Difference:G2} at {worst.Where}; "
            + $"the outputs end {(double)resumed["difference"]!["output"]!:G2} from those of the whole run");
        Assert.That(worst.Difference, Is.LessThan(precision == "float64" ? 1e-10 : 1e-4), worst.Where);
        Assert.That((double)resumed["difference"]!["output"]!, lost.Count == 0 ? Is.Zero : Is.GreaterThan(0.1));
    }

    private static void Resume<T>(TorchFile file, Worst worst, JsonNode resumed, HashSet<string> lost)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using var replay = new TorchReplay<T>(file, worst);
        var checkpoint = file.Json["checkpoint"]!;
        replay.Load(checkpoint, !lost.Contains("optimizer"), !lost.Contains("buffers"));
        foreach (var step in resumed["steps"]!.AsArray())
            replay.Step(step!, lost.Contains("schedule") ? (int)checkpoint["afterSteps"]! : 0);
        replay.CompareState("final", resumed["final"]!);
        replay.Evaluate("after", resumed["evaluation"]!);
    }
}
