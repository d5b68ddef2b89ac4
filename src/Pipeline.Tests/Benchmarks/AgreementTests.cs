using NUnit.Framework;
using Pipeline.Benchmarks;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Benchmarks;

/// <summary>A contender that has done other work than ours is no contender.</summary>
[TestFixture]
internal sealed class AgreementTests
{
    private const string Ours = "PredictedLabel,Probability,Score\n1,0.7,0.8\n0,0.2,-1.4\n1,0.9,2.2\n0,0.4,-0.4\n";

    [TestCase("id,PredictedLabel\na,1\nb,0\nc,0\nd,0\n", 0.75)]
    [TestCase("PredictedLabel,Score\nTrue,0.8\nFalse,-1.4\nTrue,2.2\nFalse,-0.4\n", 1)]
    public void The_share_of_rows_with_the_same_label(string theirs, double share) => Assert.That(Compare(theirs), Is.EqualTo(share));

    [TestCase("PredictedLabel\n1\n0\n1\n", "row 3")]
    [TestCase("PredictedLabel\n1\n0\n1\n0\n1\n", "row 4")]
    [TestCase("Prediction\n1\n0\n1\n0\n", "no column PredictedLabel")]
    public void Another_number_of_rows_or_no_labels_at_all_is_an_error(string theirs, string told) =>
        Assert.That(() => Compare(theirs), Throws.InvalidOperationException.With.Message.Contains(told));

    private static double Compare(string theirs)
    {
        using var scratch = new Scratch();
        return Agreement.Of(scratch.Write("ours.csv", Ours), scratch.Write("theirs.csv", theirs));
    }
}
