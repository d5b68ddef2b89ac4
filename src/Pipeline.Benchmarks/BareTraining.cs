using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Benchmarks;

/// <summary>
/// The training program that the documentation of ML.NET leads to: TextLoader, normalizer and trainer in one pipeline, the model saved,
/// then measured on another file. Nothing is checked or recorded.
/// </summary>
internal static class BareTraining
{
    private const string Label = "label";

    /// <summary>Trains one of <c>lr</c>, <c>lightgbm</c>, <c>fasttree</c> on a table of numbers and a binary label in the last column.</summary>
    /// <param name="trainer">Which.</param>
    /// <param name="train">The table to learn from.</param>
    /// <param name="test">The table to measure on.</param>
    /// <param name="zip">Where the model goes.</param>
    public static int Run(string trainer, string train, string test, string zip)
    {
        var ml = new MLContext(seed: 1);
        var rows = Load(ml, train);
        var trainers = ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> last = trainer switch
        {
            "lr" => trainers.LbfgsLogisticRegression(Label, l1Regularization: 0, l2Regularization: 1),
            "lightgbm" => trainers.LightGbm(Label, numberOfLeaves: 31, minimumExampleCountPerLeaf: 20, learningRate: 0.1, numberOfIterations: 100),
            "fasttree" => trainers.FastTree(Label, numberOfLeaves: 31, numberOfTrees: 100, minimumExampleCountPerLeaf: 20, learningRate: 0.1),
            _ => throw new ArgumentException($"no trainer '{trainer}'", nameof(trainer)),
        };
        var model = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(last).Fit(rows);
        ml.Model.Save(model, rows.Schema, zip);
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(Load(ml, test)), Label);
        Console.WriteLine(FormattableString.Invariant($"{trainer}: area under the ROC curve {metrics.AreaUnderRocCurve:F6}"));
        return 0;
    }

    private static IDataView Load(MLContext ml, string table)
    {
        var columns = File.ReadLines(table).First().Split(',').Length;
        return ml.Data.LoadFromTextFile(table, new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            Columns = [new("Features", DataKind.Single, 0, columns - 2), new(Label, DataKind.Boolean, columns - 1)],
        });
    }
}
