using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The trivial model of a classification: the commonest class, with the shares of the training rows as probabilities.</summary>
internal sealed class ClassShares(LabelPrior prior)
{
    private readonly RowLoss[] losses = [.. prior.ClassShares.Select(share => new RowLoss(-Math.Log(share), 1 - share))];

    /// <summary>The commonest class; of equally common ones the first, as in every choice of a largest value here.</summary>
    public int Commonest { get; } = prior.ClassShares.Index().MaxBy(share => share.Item).Index;

    /// <summary>What its probability of a class costs where that is the true one.</summary>
    public RowLoss Loss(int label) => losses[label];
}
