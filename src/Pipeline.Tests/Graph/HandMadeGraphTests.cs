using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Scoring.Onnx;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;
using Pipeline.Tests.Graph.Onnx;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;
using Pipeline.Verification;

namespace Pipeline.Tests.Graph;

/// <summary>
/// A front end is whatever makes a <see cref="ScoringGraph"/>. Here one is made by hand, a small network of rooms and their rents;
/// from there on it goes the road of every model: compiled, held to a reference, saved, and scored by each back end to the same bits.
/// </summary>
[TestFixture]
internal sealed class HandMadeGraphTests
{
    private const string Table = "size,rooms,town\n54.5,2,Bern\n120,4.5,Uri\n,3,Genf\n33,,\n81.25,3.5,Basel\n1e3,20,Bern\n";

    /// <summary>(x − offset)·scale of two numbers and two categories, two layers, a sum.</summary>
    private static readonly ScoringGraph Network = new(
        new ModelSignature
        {
            Task = TaskKind.Regression,
            Label = "rent",
            Classes = [],
            Ids = [],
            Numeric = [new NumericColumn("size", NumericType.Single), new NumericColumn("rooms", NumericType.Single)],
            Categorical = ["town"],
            Separator = ',',
        },
        [
            new FeatureBlock.Numeric(NumericType.Single, [0, 1], [70, 3], new Scaler.Affine([64.25, 2.7], [0.031, 0.6])),
            new FeatureBlock.OneHot(0, ["Bern", "Genf"], Fill: 1, Scaler: null),
        ],
        new ModelNode.Regression(new ScoreNode.Dot([900.3f, -120.7f], 1500.1f)))
    {
        Layers =
        [
            new DenseLayer([[0.7f, 0.11f, 0.3f, -0.9f], [-0.4f, 1.3f, 0.01f, 0.6f], [0.13f, -0.2f, -1.7f, 0.5f]], [0.1f, -0.05f, 0.9f], Activation.Relu),
            new DenseLayer([[1.1f, -0.6f, 0.07f], [0.2f, 0.35f, -0.8f]], [0.3f, 0.2f], Activation.Relu),
        ],
    };

    [Test]
    public void Kernels_ONNX_Runtime_and_a_saved_file_give_the_same_bits()
    {
        using var scratch = new Scratch();
        var rows = Rows(scratch);

        using var compiled = CompiledModel.Compile(Network);
        var ours = compiled.Score(rows);
        using var onnx = new OnnxScorer(Network, 4);
        var theirs = compiled.NewPredictions();
        onnx.Score(rows, theirs);
        File.WriteAllBytes(scratch.At("rent.onnx"), OnnxExport.Compile(Network, InputForm.Columns, ExportedFile.Origin).Bytes);
        var saved = ExportedFile.Score(File.ReadAllBytes(scratch.At("rent.onnx")), InputForm.Columns, ForeignRows.Of(Network.Signature, rows));

        Bits.AssertSame(theirs, ours);
        Assert.That(Bits.Differences(saved.Score, ours.Score), Is.Empty);
        Assert.That(ours.Score.ToArray().Distinct().Count(), Is.GreaterThan(4), "a constant model would prove nothing");
    }

    [Test]
    public void It_is_held_to_a_reference_of_its_own()
    {
        using var scratch = new Scratch();
        var rows = Rows(scratch);
        using var compiled = CompiledModel.Compile(Network);

        var parity = ChainParityCheck.Measure(() => new PlainScorer(Network), "the plain network", Network, rows, compiled.Score(rows));

        Assert.That((parity.Rows, parity.BoundUlps, parity.ScoresDiffering), Is.EqualTo((6, 0.0, 0)));
    }

    [Test]
    public void One_weight_that_is_off_in_its_last_bit_is_found()
    {
        using var scratch = new Scratch();
        var rows = Rows(scratch);
        var first = Network.Layers[0];
        float[] weights = [MathF.BitIncrement(first.Weights[0][0]), .. first.Weights[0][1..]];
        using var compiled = CompiledModel.Compile(Network with { Layers = [first with { Weights = [weights, .. first.Weights[1..]] }, Network.Layers[1]] });

        var error = Assert.Throws<ParityException>(() => ChainParityCheck.Measure(
            () => new PlainScorer(Network), "the plain network", Network, rows, compiled.Score(rows)));

        Assert.That(error!.Message,
            Does.Match(@"^row \d of the held-out rows: Score [0-9.]+ of the compiled graph; expected [0-9.]+ as the plain network gives, within 0"));
    }

    [Test]
    public void Fast_precision_stays_within_its_bound()
    {
        using var scratch = new Scratch();
        var rows = Rows(scratch);
        using var exact = CompiledModel.Compile(Network);
        using var fast = CompiledModel.Compile(Network, Precision.Fast);

        var (beyond, share) = FastCheck.Hold(Network, rows, exact.Score(rows), fast.Score(rows));

        Assert.That(fast.Graph.Precision, Is.EqualTo(Precision.Fast));
        Assert.That(beyond, Is.Zero);
        Assert.That(share, Is.InRange(1e-6, 1));
    }

    [Test]
    public void Parts_that_do_not_fit_are_named_before_anything_is_scored()
    {
        var layers = Network.Layers;
        var wrong = Network with
        {
            Blocks = [Network.Blocks[0], new FeatureBlock.OneHot(1, ["Bern", "Genf"], Fill: 2, Scaler: null)],
            Layers = [layers[0] with { Weights = [[1, 2, 3], .. layers[0].Weights[1..]] }, layers[1] with { Bias = [0, 0, 0] }],
            Model = new ModelNode.Regression(new ScoreNode.TreeEnsemble([new Tree([3], [0], [~0], [~2], [0, 1], null)], 1)),
        };

        var error = Assert.Throws<ArtifactException>(() => CompiledModel.Compile(wrong));

        Assert.That(error!.Problems.Select(problem => $"{problem.Where}: {problem.Found}; {problem.Expected}"), Is.EqualTo(
        [
            "the graph, block 2: columns: number 1; 0 to 0",
            "the graph, block 2: slots to fill in: number 2; 0 to 1",
            "the graph, layer 1: 3 weights of an output; 4",
            "the graph, layer 2: 2 rows of weights; 3",
            "the graph, the score, tree 1: a leaf: number 2; 0 to 1",
            "the graph, the score, tree 1: slots: number 3; 0 to 2",
        ]));
    }

    [Test]
    public void A_model_of_another_task_or_other_classes_is_named()
    {
        var wrong = Network with { Model = new ModelNode.SoftMax([new ScoreNode.Dot([1, 2], 0), new ScoreNode.Dot([1], 0)]) };

        var error = Assert.Throws<ArtifactException>(() => CompiledModel.Compile(wrong));

        Assert.That(error!.Problems.Select(problem => $"{problem.Where}: {problem.Found}; {problem.Expected}"), Is.EqualTo(
        [
            "the graph, the model: one of task Multiclass; Regression, as the signature has it",
            "the graph, the model: 2 classes; 0",
            "the graph, score 2: 1 weights; 2",
        ]));
    }

    private static RowBatch Rows(Scratch scratch) => FileRows.Read(scratch.Write("rooms.csv", Table), ReadSchemas.ForScoring(Network.Signature, []));

    /// <summary>The network in the plainest words: one row after the other, each sum from its bias over the slots in order.</summary>
    private sealed class PlainScorer(ScoringGraph graph) : IScorer
    {
        public void Score(RowBatch batch, Predictions into)
        {
            var (numbers, town) = ((FeatureBlock.Numeric)graph.Blocks[0], (FeatureBlock.OneHot)graph.Blocks[1]);
            var scaler = (Scaler.Affine)numbers.Scaler!;
            var inputs = ForeignRows.Of(graph.Signature, batch);
            for (var row = 0; row < batch.Count; row++)
            {
                float[] vector =
                [
                    .. numbers.Columns.Select(column => Scaled(inputs.Numbers[column][row], column)),
                    .. town.Vocabulary.Select((name, slot) => name == inputs.Texts[0][row] || (inputs.Texts[0][row].Length == 0 && slot == town.Fill)
                        ? 1f
                        : 0f),
                ];
                foreach (var layer in graph.Layers)
                    vector = [.. layer.Weights.Zip(layer.Bias, (weights, bias) => Math.Max(0, Sum(weights, bias, vector)))];
                var score = (ScoreNode.Dot)((ModelNode.Regression)graph.Model).Score;
                into.Add([Sum(score.Weights, score.Bias, vector)], [], 0);
            }

            float Scaled(double x, int column) =>
                ((float)(double.IsNaN(x) ? numbers.Fill[column] : x) - (float)scaler.Offset[column]) * (float)scaler.Scale[column];
        }

        public void Dispose()
        {
        }

        private static float Sum(float[] weights, float bias, float[] vector)
        {
            double sum = bias;
            for (var slot = 0; slot < weights.Length; slot++)
                sum += (double)weights[slot] * vector[slot];
            return (float)sum;
        }
    }
}
