using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Benchmarks;

/// <summary>What the documentation of ML.NET leads to: TextLoader, Model.Load, Transform, SaveAsText. In a process of its own.</summary>
internal static class StraightforwardProgram
{
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["train", var model, var table, var zip]:
                Train(model, table, zip);
                return 0;
            case ["score", var zip, var table, var output]:
                Score(zip, table, output);
                return 0;
            default:
                return 2;
        }
    }

    private static void Train(string model, string table, string zip)
    {
        var ml = new MLContext(1);
        var rows = Loader(ml, table).Load(table);
        IEstimator<ITransformer> trainer = model == "lr"
            ? ml.BinaryClassification.Trainers.LbfgsLogisticRegression()
            : ml.BinaryClassification.Trainers.LightGbm(numberOfLeaves: 31, numberOfIterations: 100, learningRate: 0.1, minimumExampleCountPerLeaf: 20);
        var chain = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainer).Fit(rows);
        ml.Model.Save(chain, rows.Schema, zip);
    }

    private static void Score(string zip, string table, string output)
    {
        var ml = new MLContext(1);
        var chain = ml.Model.Load(zip, out _);
        var scored = chain.Transform(Loader(ml, table).Load(table));
        var chosen = ml.Transforms.SelectColumns("PredictedLabel", "Probability", "Score").Fit(scored).Transform(scored);
        using var file = File.Create(output);
        ml.Data.SaveAsText(chosen, file, ',', headerRow: true, schema: false);
    }

    private static TextLoader Loader(MLContext ml, string table)
    {
        var columns = File.ReadLines(table).First().Split(',').Length - 1;
        return ml.Data.CreateTextLoader(new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            Columns = [new TextLoader.Column("Features", DataKind.Single, 0, columns - 1), new TextLoader.Column("Label", DataKind.Boolean, columns)],
        });
    }
}
