using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>Learning rates and momenta of PyTorch's schedulers.</summary>
[TestFixture]
internal sealed class TorchScheduleTests
{
    private static readonly JsonNode Json = TorchFile.Read("c11-schedules").Json;

    [Test]
    public void Rates_and_momenta_are_those_of_PyTorch()
    {
        foreach (var table in Json["tables"]!.AsArray())
        {
            var (optimizer, schedule) = (TorchFile.OptimizerOf(table!["optimizer"]!), TorchFile.ScheduleOf(table["schedule"]!));
            foreach (var (k, rate) in table["lr"]!.AsArray().Index())
            {
                var ours = schedule.At(optimizer, k);
                // At the lowest point a recursion of theirs and a cosine of ours leave other residues of the largest rate.
                Assert.That(ours.Rate, Is.EqualTo((double)rate!).Within(1e-12 * Math.Max(optimizer.LearningRate, 1)), $"{table["schedule"]} after {k}");
                Assert.That(ours.Momentum, Is.EqualTo((double)table["momentum"]![k]!).Within(1e-12), $"{table["schedule"]} after {k}");
            }
        }
    }

    [Test]
    public void A_cycle_that_is_over_or_has_no_way_up_or_down_is_refused()
    {
        foreach (var failure in Json["failures"]!.AsArray())
        {
            var (schedule, advances) = (TorchFile.ScheduleOf(failure!["schedule"]!), (int)failure["advances"]!);
            Assert.That(() => schedule.At(new OptimizerPlan.Sgd(0.1), advances), Throws.ArgumentException, failure.ToJsonString());
        }
    }

    [Test]
    public void A_cosine_falls_to_its_minimum_at_the_end_of_its_period()
    {
        var schedule = new SchedulePlan.Cosine(ScheduleUnit.Epoch, 10, 0.01);

        Assert.That(schedule.At(new OptimizerPlan.Sgd(0.5), 0).Rate, Is.EqualTo(0.5));
        Assert.That(schedule.At(new OptimizerPlan.Sgd(0.5), 10).Rate, Is.EqualTo(0.01));
    }
}
