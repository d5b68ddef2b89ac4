using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

[TestFixture]
internal sealed class NetworkTrainerTests
{
    private static readonly NetworkPlan Plan = SmallTrainings.Everything(1);

    [Test]
    public void The_loss_falls_and_every_epoch_is_told()
    {
        var told = new List<EpochRecord>();
        using var trainer = SmallTrainings.Trainer<float>();

        trainer.Run(told.Add);

        Assert.That(told, Is.EqualTo(trainer.State.History));
        Assert.That(told.Select(epoch => epoch.Epoch), Is.EqualTo(Enumerable.Range(1, told.Count)));
        Assert.That(told[^1].TrainingLoss, Is.LessThan(0.8 * told[0].TrainingLoss));
        Assert.That(told[^1].LearningRate, Is.LessThan(told[0].LearningRate));
    }

    [Test]
    public void A_training_without_validation_rows_lasts_for_all_epochs()
    {
        var settings = SmallTrainings.Settings(new LossPlan.BinaryCrossEntropy()) with { EarlyStopping = null, Epochs = 4 };
        using var trainer = new NetworkTrainer<float>(settings, SmallTrainings.Rows<float>(Plan, 50, 2, 1), null,
            TrainingState<float>.Fresh(Plan, settings), 1);

        trainer.Run();

        Assert.That(trainer.State.History, Has.Count.EqualTo(4));
        Assert.That(trainer.State.History.Select(epoch => epoch.ValidationLoss), Is.All.NaN);
        Assert.That(trainer.Result, Is.SameAs(trainer.State.Arrays));
    }

    [Test]
    public void It_stops_when_the_validation_loss_no_longer_falls_and_gives_the_best_weights()
    {
        // A rate that is far too high after the first epochs.
        var settings = SmallTrainings.Settings(new LossPlan.BinaryCrossEntropy()) with
        {
            Optimizer = new OptimizerPlan.Sgd(0.05),
            Schedule = new SchedulePlan.Steps(ScheduleUnit.Epoch, 5, 100),
            Epochs = 50,
            EarlyStopping = new EarlyStopping(4),
        };
        var validation = SmallTrainings.Rows<float>(Plan, 100, 2, 2);
        using var trainer = new NetworkTrainer<float>(settings, SmallTrainings.Rows<float>(Plan, 117, 2, 1), validation,
            TrainingState<float>.Fresh(Plan, settings), 1);
        trainer.Run();

        var (history, best) = (trainer.State.History, trainer.State.BestEpoch);
        using var crew = new Crew(1);
        Assert.That(history, Has.Count.EqualTo(best + 4));
        Assert.That(history.MinBy(epoch => epoch.ValidationLoss).Epoch, Is.EqualTo(best));
        Assert.That(new EvaluationPass<float>(trainer.Result, crew).Loss(settings.Loss, validation).Mean, Is.EqualTo(trainer.State.BestLoss));
        Assert.That(new EvaluationPass<float>(trainer.State.Arrays, crew).Loss(settings.Loss, validation).Mean, Is.GreaterThan(trainer.State.BestLoss));
    }

    [Test]
    public void An_interrupted_training_has_a_whole_state()
    {
        using var cancel = new CancellationTokenSource();
        using var trainer = SmallTrainings.Trainer<float>();
        using var whole = SmallTrainings.Trainer<float>();

        Assert.That(() => trainer.Run(null, () =>
        {
            if (trainer.State.Step == 9)
                cancel.Cancel();
        }, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        using var resumed = SmallTrainings.Trainer(SmallTrainings.Again(trainer.State));
        resumed.Run();
        whole.Run();

        Assert.That(trainer.State.Step, Is.EqualTo(9));
        Assert.That(StateWriter.Bytes(resumed.State), Is.EqualTo(StateWriter.Bytes(whole.State)));
    }

    [TestCase(10, 4, true, "4 4 2")]
    [TestCase(9, 4, true, "4 5")]
    [TestCase(9, 4, false, "4 4 1")]
    [TestCase(8, 4, true, "4 4")]
    [TestCase(3, 4, true, "3")]
    [TestCase(1, 4, false, "1")]
    [TestCase(5, 4, true, "5")]
    public void A_last_row_that_is_alone_goes_into_the_batch_before_where_it_needs_company(int rows, int size, bool noSingle, string expected)
    {
        var cuts = new BatchCuts(rows, size, noSingle);
        var batches = Enumerable.Range(0, cuts.Count).Select(batch => cuts[batch]).ToList();

        Assert.That(string.Join(' ', batches.Select(batch => batch.Length)), Is.EqualTo(expected));
        Assert.That(batches.Sum(batch => batch.Length), Is.EqualTo(rows));
        Assert.That(batches.Max(batch => batch.Length), Is.EqualTo(cuts.Largest));
        Assert.That(batches.Select(batch => batch.Start), Is.EqualTo(batches.Select((_, i) => batches.Take(i).Sum(batch => batch.Length))));
    }

    [Test]
    public void One_row_alone_is_refused_where_there_is_batch_normalisation()
    {
        var settings = SmallTrainings.Settings(new LossPlan.BinaryCrossEntropy());

        Assert.That(() => new NetworkTrainer<float>(settings, SmallTrainings.Rows<float>(Plan, 1, 2, 1), SmallTrainings.Rows<float>(Plan, 5, 2, 1),
            TrainingState<float>.Fresh(Plan, settings), 1), Throws.TypeOf<DataException>().With.Message.Contains("2 at least, for batch normalisation"));
    }

    [Test]
    public void A_loss_that_is_no_number_ends_the_training_with_its_place()
    {
        var settings = SmallTrainings.Settings(new LossPlan.SquaredError()) with
        {
            Optimizer = new OptimizerPlan.Sgd(1e30),
            ClipNorm = null,
            EarlyStopping = null,
        };
        var plan = new NetworkPlan(5, [], [new LayerPlan.Linear(5, 1, true)]);
        using var trainer = new NetworkTrainer<float>(settings, SmallTrainings.Rows<float>(plan, 100, 0, 1), null,
            TrainingState<float>.Fresh(plan, settings), 1);

        Assert.That(() => trainer.Run(), Throws.TypeOf<DataException>().With.Message.Contains("epoch 1, step").And.Message.Contains("a finite loss"));
    }

    [Test]
    public void Rows_that_weigh_nothing_move_nothing()
    {
        var settings = SmallTrainings.Settings(new LossPlan.SquaredError()) with { Optimizer = new OptimizerPlan.Sgd(0.1), EarlyStopping = null };
        var plan = new NetworkPlan(5, [], [new LayerPlan.Linear(5, 1, true)]);
        var rows = SmallTrainings.Rows<float>(plan, 30, 0, 1);
        using var trainer = new NetworkTrainer<float>(settings, new NetworkRows<float>(plan, rows.Numbers, [], rows.Labels, new float[30]), null,
            TrainingState<float>.Fresh(plan, settings), 1);
        trainer.Step();

        Assert.That(trainer.State.Arrays.Parameters, Is.EqualTo(TrainingState<float>.Fresh(plan, settings).Arrays.Parameters));
    }

    [Test]
    public void A_code_that_is_in_no_table_is_refused_with_its_place()
    {
        Assert.That(() => new NetworkRows<float>(Plan, new float[10], [0, 0, 1, 3], new float[2]),
            Throws.TypeOf<DataException>().With.Message.EqualTo("row 1, categorical column 1: code 3; expected a code from 0 to 2"));
    }

    [Test]
    public void Dropout_is_off_and_statistics_stay_in_evaluation_and_rows_are_scored_by_themselves()
    {
        using var trainer = SmallTrainings.Trainer<float>();
        trainer.Run();
        var before = StateWriter.Bytes(trainer.State);
        var rows = SmallTrainings.Rows<float>(Plan, 600, 2, 5);
        using var crew = new Crew(2);
        var pass = new EvaluationPass<float>(trainer.Result, crew);

        var together = pass.Outputs(rows);

        Assert.That(pass.Outputs(rows), Is.EqualTo(together));
        Assert.That(StateWriter.Bytes(trainer.State), Is.EqualTo(before));
        for (var row = 0; row < 600; row += 37)
        {
            var alone = new NetworkRows<float>(Plan, rows.Numbers[(row * 5)..((row + 1) * 5)], rows.Codes[(row * 2)..((row + 1) * 2)], [rows.Labels[row]]);
            Assert.That(pass.Outputs(alone), Is.EqualTo(new[] { together[row] }));
        }
    }

    [Test]
    public void Noise_on_the_inputs_is_in_training_alone()
    {
        using var crew = new Crew(1);
        var state = TrainingState<float>.Fresh(Plan, SmallTrainings.Settings(new LossPlan.SquaredError()));
        var (batch, rows) = (new NetworkBatch<float>(state.Arrays, 2000), SmallTrainings.Rows<float>(Plan, 2000, 0, 1));
        batch.Load(crew, rows, Enumerable.Range(0, 2000).ToArray());
        batch.AddNoise(crew, 0.5, 1, 2, 3);

        var noise = Enumerable.Range(0, 2000 * 5).Select(i => (double)batch.Input.At(i % 5, i / 5) - rows.Numbers[i]).ToList();

        Assert.That(noise.Average(), Is.Zero.Within(0.02));
        Assert.That(Math.Sqrt(noise.Average(value => value * value)), Is.EqualTo(0.5).Within(0.02));
    }
}
