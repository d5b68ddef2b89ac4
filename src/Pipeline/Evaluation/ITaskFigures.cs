using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The figures of one task, of a model and of the trivial one beside it, as the rows come.</summary>
internal interface ITaskFigures : IDisposable
{
    /// <summary>The confusion matrix of the model; null for regression.</summary>
    ConfusionMatrix? Confusion { get; }

    /// <summary>The interval of its accuracy; null but for binary.</summary>
    Interval? AccuracyInterval { get; }

    /// <summary>Adds a row of a batch.</summary>
    /// <param name="predictions">The batch.</param>
    /// <param name="row">The row's number in it.</param>
    /// <param name="label">Its class index or target.</param>
    /// <param name="weight">Above 0.</param>
    void Add(Predictions predictions, int row, double label, double weight);

    /// <summary>The model's figures by the names of <see cref="MetricCatalog"/>; null where undefined. Once, when no row is added any more.</summary>
    Dictionary<string, double?> OfModel();

    /// <summary>Those of the trivial model.</summary>
    Dictionary<string, double?> OfTrivial();
}
