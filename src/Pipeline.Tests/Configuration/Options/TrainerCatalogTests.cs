using Microsoft.ML.Calibrators;
using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Model;

namespace Pipeline.Tests.Configuration.Options;

internal sealed class TrainerCatalogTests
{
    [TestCase(TaskKind.Binary, "lbfgsLogisticRegression sdcaLogisticRegression averagedPerceptron linearSvm sgdCalibrated fastTree fastForest lightGbm gam")]
    [TestCase(TaskKind.Multiclass, "lbfgsMaximumEntropy sdcaMaximumEntropy lightGbm oneVersusAll naiveBayes")]
    [TestCase(TaskKind.Regression, "sdca onlineGradientDescent lbfgsPoisson fastTree fastForest fastTreeTweedie lightGbm gam")]
    public void Each_task_has_its_trainers(TaskKind task, string names) =>
        Assert.That(TrainerCatalog.For(task).Select(trainer => trainer.Name), Is.EqualTo(names.Split(' ')));

    [Test]
    public void Calibrated_trainers_are_those_whose_model_ML_NET_calibrates()
    {
        // The model that the trainer fits is an argument of one of its base classes.
        static bool Calibrates(Type trainer)
        {
            for (var type = trainer; type is not null; type = type.BaseType)
            {
                if (type.GenericTypeArguments.Any(argument => typeof(ICalibrator).IsAssignableFrom(argument) ||
                    argument.Name.Contains("Calibrated", StringComparison.Ordinal)))
                {
                    return true;
                }
            }
            return false;
        }

        foreach (var trainer in TrainerCatalog.For(TaskKind.Binary))
            Assert.That(trainer.IsCalibrated, Is.EqualTo(Calibrates(trainer.TrainerType)), trainer.Name);
    }

    [Test]
    public void Trainers_that_need_one_thread_have_the_option()
    {
        foreach (var trainer in TrainerCatalog.All.Where(trainer => trainer.NeedsOneThread))
            Assert.That(trainer.NewOptions!().GetType().GetField("NumberOfThreads"), Is.Not.Null, trainer.Name);
    }
}
