using System.Numerics;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Pipeline.Tests.Training.Network;

/// <summary>Whole trainings of PyTorch, replayed: rates, outputs, losses, gradients, statistics, moments and weights of every step.</summary>
[TestFixture]
internal sealed class TorchReplayTests
{
    private static IEnumerable<string> Doubles => TorchFile.Trainings("float64");

    private static IEnumerable<string> Singles => TorchFile.Trainings("float32");

    [TestCaseSource(nameof(Doubles))]
    public void A_training_in_float64_is_that_of_PyTorch(string name) => Assert.That(WholeRun<double>(name), Is.LessThan(1e-10));

    [TestCaseSource(nameof(Singles))]
    public void A_training_in_float32_is_that_of_PyTorch(string name) => Assert.That(WholeRun<float>(name), Is.LessThan(1e-4));

    [TestCaseSource(nameof(Singles))]
    public void Each_step_in_float32_from_the_state_before_is_that_of_PyTorch(string name)
    {
        var (file, worst) = (TorchFile.Read(name), new Worst());
        using var replay = new TorchReplay<float>(file, worst);
        JsonNode? before = null;
        foreach (var step in file.Json["steps"]!.AsArray())
        {
            if (before is not null)
                replay.Load(before);
            replay.Step(step!);
            before = step;
        }

        TestContext.Out.WriteLine($"{worst.Difference:G2} at {worst.Where}");
        Assert.That(worst.Difference, Is.LessThan(2e-5), worst.Where);
    }

    [Test]
    public void A_second_training_is_that_of_PyTorch_on_any_number_of_threads([Values(2, 4)] int threads)
    {
        Assert.That(WholeRun<double>("c02-binary-batchnorm-dropout-adamw-cosine.float64", threads), Is.LessThan(1e-10));
    }

    [Test]
    public void All_trainings_are_there() => Assert.That(Doubles.Count() + Singles.Count(), Is.EqualTo(2 * 13));

    private static double WholeRun<T>(string name, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (file, worst) = (TorchFile.Read(name), new Worst());
        using var replay = new TorchReplay<T>(file, worst, threads);
        replay.Evaluate("before", file.Json["evaluation"]!["initial"]!);
        foreach (var step in file.Json["steps"]!.AsArray())
            replay.Step(step!);
        replay.CompareState("final", file.Json["final"]!);
        replay.Evaluate("after", file.Json["evaluation"]!["final"]!);
        TestContext.Out.WriteLine($"{worst.Compared} numbers, {worst.Difference:G2} at {worst.Where}");
        return worst.Difference;
    }
}
