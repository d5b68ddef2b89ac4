using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Chain;

/// <summary>
/// ML.NET 5.0.1 loads sparse rows into LightGBM in stretches of batchSize / (columns · density) rows, density the share of numbers
/// that the first 1,000 rows store, and casts that to an int: with categorical splits, where a column of many categories counts as
/// one, or where those rows hold (almost) nothing but zeros, it overflows (OverflowException). A smaller batchSize keeps it in range;
/// it is for memory alone and changes no bit of the model.
/// </summary>
internal static class LightGbmLoading
{
    private const int Looked = 1000;
    private const double MostRows = 1 << 24;

    /// <summary>Lowers batchSize where the rows need it; nothing for other trainers.</summary>
    /// <exception cref="DataException">The first rows hold nothing but zeros.</exception>
    public static void Fit(TrainerChoice choice, IDataView data)
    {
        if (choice.Binary is { } binary)
            Fit(binary, data);
        if (choice.Name != "lightGbm")
            return;
        var type = choice.Options!.GetType();
        var (size, categorical) = (type.GetField("BatchSize")!, (bool?)type.GetField("UseCategoricalSplit")!.GetValue(choice.Options) != false);
        var (stored, rows, slots) = (0L, 0, 1);
        foreach (var row in data.GetColumn<VBuffer<float>>(ChainColumns.Features).Take(Looked))
        {
            (stored, rows, slots) = (stored + row.GetValues().Length, rows + 1, row.Length);
        }
        if (stored == 0)
        {
            throw new DataException(
                "the first 1,000 training rows", "0 in every feature",
                "rows that ML.NET's LightGBM can load: it counts the numbers of these rows that are not 0",
                "Shuffle the rows, set $.normalize.method to meanVariance, or take another trainer.");
        }
        Limit(size, choice.Options, MostRows * stored / rows / (categorical ? slots : 1));
    }

    private static void Limit(FieldInfo size, object options, double most)
    {
        if ((int)size.GetValue(options)! > most)
            size.SetValue(options, Math.Max(1, (int)most));
    }
}
