using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Microsoft.ML.Transforms;

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
        var rows = Loader(ml, table, out var categories, out _).Load(table);
        var trainers = ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> trainer = model switch
        {
            "lr" => trainers.LbfgsLogisticRegression(),
            "trees" => trainers.LightGbm(numberOfLeaves: 31, numberOfIterations: 100, learningRate: 0.1, minimumExampleCountPerLeaf: 20),
            "trees-onehot" => trainers.LightGbm(new LightGbmBinaryTrainer.Options
            {
                NumberOfLeaves = 31,
                NumberOfIterations = 100,
                LearningRate = 0.1,
                MinimumExampleCountPerLeaf = 20,
                UseCategoricalSplit = false,
            }),
            _ => throw new ArgumentException($"no model '{model}'", nameof(model)),
        };
        var chain = Features(ml, categories).Append(trainer).Fit(rows);
        ml.Model.Save(chain, rows.Schema, zip);
    }

    private static IEstimator<ITransformer> Features(MLContext ml, string[] categories)
    {
        if (categories.Length == 0)
            return ml.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        return ml.Transforms.ReplaceMissingValues("Numbers", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(ml.Transforms.NormalizeMeanVariance("Numbers", fixZero: false))
            .Append(ml.Transforms.Categorical.OneHotEncoding([.. categories.Select(name => new InputOutputColumnPair(name))]))
            .Append(ml.Transforms.Concatenate("Features", ["Numbers", .. categories]));
    }

    private static void Score(string zip, string table, string output)
    {
        var ml = new MLContext(1);
        var chain = ml.Model.Load(zip, out _);
        var scored = chain.Transform(Loader(ml, table, out _, out var ids).Load(table));
        var chosen = ml.Transforms.SelectColumns([.. ids, "PredictedLabel", "Probability", "Score"]).Fit(scored).Transform(scored);
        using var file = File.Create(output);
        ml.Data.SaveAsText(chosen, file, ',', headerRow: true, schema: false);
    }

    /// <summary>Reads the columns that are needed; what they are, their names say.</summary>
    private static TextLoader Loader(MLContext ml, string table, out string[] categories, out string[] ids)
    {
        var header = File.ReadLines(table).First().Split(',');
        categories = [.. header.Where(name => name[0] == 'c')];
        ids = [.. header.Where(name => name == "id")];
        int At(string name) => Array.IndexOf(header, name);
        var numbers = header.Where(name => name[0] == 'f').ToArray();
        return ml.Data.CreateTextLoader(new TextLoader.Options
        {
            HasHeader = true,
            Separators = [','],
            // Off by default.
            AllowQuoting = categories.Length > 0,
            ReadMultilines = header.Any(name => name[0] == 't'),
            Columns =
            [
                new(categories.Length == 0 ? "Features" : "Numbers", DataKind.Single, At(numbers[0]), At(numbers[^1])),
                new("Label", DataKind.Boolean, At("label")),
                .. categories.Concat(ids).Select(name => new TextLoader.Column(name, DataKind.String, At(name))),
            ],
        });
    }
}
