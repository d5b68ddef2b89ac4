using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>A training that is saved and resumed goes on to the same bits, from any step, and every part of its state counts.</summary>
[TestFixture]
internal sealed class TrainingStateTests
{
    private static readonly byte[] Whole = End(SmallTrainings.Trainer<float>());

    [Test]
    public void A_training_resumed_after_any_step_ends_in_the_same_bytes()
    {
        var steps = Steps(SmallTrainings.Trainer<float>());
        for (var step = 0; step <= steps; step++)
            Assert.That(End(SmallTrainings.Trainer(SmallTrainings.Again(After(step)), 1 + (step % 2))), Is.EqualTo(Whole), $"resumed after {step} of {steps}");
        Assert.That(steps, Is.GreaterThan(20));
    }

    [Test]
    public void A_training_resumed_after_each_step_anew_ends_in_the_same_bytes()
    {
        var (state, finished) = (After(0), false);
        for (var step = 0; step < 100 && !finished; step++)
        {
            using var trainer = SmallTrainings.Trainer(SmallTrainings.Again(state));
            finished = trainer.Finished;
            if (!finished)
                trainer.Step();
            state = trainer.State;
        }

        Assert.That(StateWriter.Bytes(state), Is.EqualTo(Whole));
    }

    [TestCase("moments")]
    [TestCase("updates")]
    [TestCase("buffers")]
    [TestCase("schedule")]
    [TestCase("seed")]
    [TestCase("step")]
    [TestCase("epoch")]
    [TestCase("batch")]
    [TestCase("best")]
    public void A_part_of_the_state_that_is_lost_shows(string part)
    {
        var state = After(13);
        switch (part)
        {
            case "moments": Array.ForEach(state.Moments, Array.Clear); break;
            case "updates": state.Updates = 0; break;
            case "buffers":
                Array.Clear(state.Arrays.Buffers);
                state.Arrays.Layout.Find(1, "running_var")!.Of(state.Arrays.Buffers).Fill(1);
                break;
            case "schedule": state.Advances = 0; break;
            case "seed": state.Seed = 0; break;
            case "step": state.Step = 0; break;
            case "epoch": state.Epoch = 0; break;
            case "batch": state.Batch = 0; break;
            default: (state.BestEpoch, state.BestLoss) = (0, double.NegativeInfinity); break;
        }
        using var trainer = SmallTrainings.Trainer(state);
        using var whole = SmallTrainings.Trainer<float>();
        trainer.Run();
        whole.Run();

        var difference = Outputs(trainer).Zip(Outputs(whole), (a, b) => Math.Abs(a - b)).Max();
        TestContext.Out.WriteLine($"without {part} the outputs are up to {difference:G2} off");
        Assert.That(difference, part == "best" ? Is.GreaterThanOrEqualTo(0) : Is.GreaterThan(1e-3));
        Assert.That(StateWriter.Bytes(trainer.State), Is.Not.EqualTo(Whole));
    }

    [Test]
    public void Every_member_is_written_and_read_again()
    {
        var state = After(20);
        state.Subject = "config α, rows β";

        Assert.That(StateWriter.Bytes(SmallTrainings.Again(state)), Is.EqualTo(StateWriter.Bytes(state)));
        Assert.That(SmallTrainings.Again(state).Subject, Is.EqualTo(state.Subject));
        Assert.That(SmallTrainings.Again(state).Arrays.Parameters, Is.EqualTo(state.Arrays.Parameters));
        Assert.That(SmallTrainings.Again(state).History, Is.EqualTo(state.History).And.Not.Empty);
        Assert.That(SmallTrainings.Again(state).BestLoss, Is.EqualTo(state.BestLoss));
    }

    [Test]
    public void A_file_that_is_cut_off_anywhere_is_refused_as_such()
    {
        for (var length = 8; length < Whole.Length; length += 97)
            Assert.That(() => Read(Whole[..length]), Throws.TypeOf<ArtifactException>().With.Message.Contains("cut off"), $"{length} bytes");
        Assert.That(() => Read([]), Throws.TypeOf<ArtifactException>().With.Message.Contains("something else than a checkpoint"));
        Assert.That(() => Read([.. Whole, 0]), Throws.TypeOf<ArtifactException>().With.Message.Contains("followed by something else"));
    }

    [Test]
    public void A_file_with_one_bit_flipped_is_refused()
    {
        for (var at = 0; at < Whole.Length; at += 41)
        {
            var bytes = (byte[])Whole.Clone();
            bytes[at] ^= 0x10;
            Assert.That(() => Read(bytes), Throws.TypeOf<ArtifactException>(), $"byte {at}");
        }
        var damaged = (byte[])Whole.Clone();
        damaged[1000] ^= 1;
        Assert.That(() => Read(damaged), Throws.TypeOf<ArtifactException>().With.Message.Contains("file.state: bytes that its SHA-256 does not fit"));
    }

    [Test]
    public void A_state_of_another_network_optimizer_or_type_is_refused()
    {
        var layout = new NetworkLayout(SmallTrainings.Everything(1));

        Assert.That(() => StateReader.Read<float>("file.state", Whole, new NetworkLayout(SmallTrainings.Everything(2)), 2),
            Throws.TypeOf<ArtifactException>().With.Message.Contains("file.state, weights"));
        Assert.That(() => StateReader.Read<float>("file.state", Whole, layout, 1), Throws.TypeOf<ArtifactException>().With.Message.Contains("moments"));
        Assert.That(() => StateReader.Read<double>("file.state", Whole, layout, 2),
            Throws.TypeOf<ArtifactException>().With.Message.Contains("bytes of a number"));
    }

    [Test]
    public void A_folder_keeps_the_newest_and_gives_the_newest()
    {
        using var scratch = new Scratch();
        var folder = new CheckpointFolder(scratch.At("checkpoints"), 3);
        var layout = new NetworkLayout(SmallTrainings.Everything(1));
        Assert.That(folder.Newest<float>(layout, 2), Is.Null);

        foreach (var steps in (int[])[1, 2, 5, 9, 10])
            folder.Save(After(steps));

        Assert.That(folder.Files.Select(Path.GetFileName),
            Is.EqualTo(new[] { "step-000000000010.state", "step-000000000009.state", "step-000000000005.state" }));
        Assert.That(Directory.GetFiles(scratch.At("checkpoints")), Has.Length.EqualTo(3));
        Assert.That(StateWriter.Bytes(folder.Newest<float>(layout, 2)!), Is.EqualTo(StateWriter.Bytes(After(10))));
    }

    [Test]
    public void A_newest_file_that_is_damaged_is_refused_by_name_and_not_passed_over()
    {
        using var scratch = new Scratch();
        var folder = new CheckpointFolder(scratch.Directory, 3);
        folder.Save(After(1));
        File.WriteAllBytes(folder.Save(After(2)), Whole[..500]);

        Assert.That(() => folder.Newest<float>(new NetworkLayout(SmallTrainings.Everything(1)), 2),
            Throws.TypeOf<ArtifactException>().With.Message.Contains("step-000000000002.state: 500 bytes; expected"));
    }

    private static TrainingState<float> Read(byte[] bytes) => StateReader.Read<float>("file.state", bytes, new NetworkLayout(SmallTrainings.Everything(1)), 2);

    private static TrainingState<float> After(int steps)
    {
        using var trainer = SmallTrainings.Trainer<float>();
        for (var i = 0; i < steps && !trainer.Finished; i++)
            trainer.Step();
        return trainer.State;
    }

    private static int Steps(NetworkTrainer<float> trainer)
    {
        using (trainer)
        {
            trainer.Run();
            return (int)trainer.State.Step;
        }
    }

    private static byte[] End(NetworkTrainer<float> trainer)
    {
        using (trainer)
        {
            trainer.Run();
            return StateWriter.Bytes(trainer.State);
        }
    }

    private static float[] Outputs(NetworkTrainer<float> trainer)
    {
        using var crew = new Crew(1);
        return new EvaluationPass<float>(trainer.State.Arrays, crew).Outputs(SmallTrainings.Rows<float>(SmallTrainings.Everything(1), 50, 2, 3));
    }
}
