using CsCheck;
using Pipeline.Evaluation;
using Pipeline.Model;

namespace Pipeline.Tests.Evaluation;

/// <summary>Random rows with many ties: probabilities in sixteenths and whole weights, so that sums are exact.</summary>
internal sealed record BinaryRows(float[] Probability, Truth Truth)
{
    public static Gen<BinaryRows> Gen { get; } =
        CsCheck.Gen.Select(CsCheck.Gen.Int[0, 16], CsCheck.Gen.Int[0, 1], CsCheck.Gen.Int[1, 4]).Array[1, 40].Select(rows => new BinaryRows(
            Array.ConvertAll(rows, row => row.Item1 / 16f),
            new Truth(Array.ConvertAll(rows, row => (double)row.Item2), Array.ConvertAll(rows, row => (double)row.Item3))));

    public EvaluationReport Report => ReportAt(0.5);

    public EvaluationReport ReportAt(double threshold) => MeasuredReports.Binary(Probability, Truth, threshold);

    public BinaryRows Map(Func<float, float> map) => this with { Probability = Array.ConvertAll(Probability, p => map(p)) };

    public BinaryRows WithLabel(Func<double, double> map) => this with { Truth = Truth with { Label = Array.ConvertAll(Truth.Label, y => map(y)) } };

    public BinaryRows WithWeight(Func<double, double> map) => this with { Truth = Truth with { Weight = Array.ConvertAll(Truth.Weight!, w => map(w)) } };

    /// <summary>The rows of these indexes, which may repeat.</summary>
    public BinaryRows Take(int[] rows) => new(
        Array.ConvertAll(rows, row => Probability[row]),
        new Truth(Array.ConvertAll(rows, row => Truth.Label[row]), Array.ConvertAll(rows, row => Truth.Weight![row])));
}
