using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Scoring.Scorers;

/// <summary>The one seam between rows and predictions. A prediction is a function of its row alone.</summary>
internal interface IScorer : IDisposable
{
    /// <summary>Adds the predictions of all rows of a batch, in order.</summary>
    void Score(RowBatch batch, Predictions into);
}
