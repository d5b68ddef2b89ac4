using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>
/// Holds a manifest against the chain beside it. A digest tells damage; this tells a manifest that was written anew, digest and
/// all, and no longer says what the chain takes and gives.
/// </summary>
internal static class ManifestFit
{
    /// <summary>What the manifest says and the chain does not, in words; null where they agree.</summary>
    public static string? Misfit(Manifest manifest, ITransformer chain, DataViewSchema inputs)
    {
        var (signature, statistics) = (manifest.Signature, manifest.Statistics);
        if (HasNull(signature.Numeric) || HasNull(signature.Categorical) || HasNull(signature.Classes) || HasNull(signature.Ids)
            || HasNull(statistics.Numeric) || HasNull(statistics.Categorical) || statistics.Categorical.Any(column => HasNull(column.Categories))
            || HasNull(manifest.Data.Files) || HasNull(manifest.Data.KeyColumns) || HasNull(manifest.Data.RecordColumns))
            return "a list with a null in it";
        if (signature is not { Form.IsSound: true, Missing.IsSound: true })
            return "files that are written as no config can say";
        if (manifest.Threshold?.MovedFrom is { } zip && zip.Length != 64)
            return "a threshold that was moved from no zip";
        if (HasNull(manifest.Audit) is { } empty)
            return empty;
        if (statistics.Numeric.Any(column => column.Quantiles.Count != NumericStatistics.QuantileLevels.Count))
            return "statistics with another number of quantiles";
        var said = signature.Numeric.Select(column => (column.Name, Type: column.Type == NumericType.Double ? typeof(double) : typeof(float)))
            .Concat(signature.Categorical.Select(name => (Name: name, Type: typeof(ReadOnlyMemory<char>))));
        if (!said.SequenceEqual(inputs.Select(column => (column.Name, column.Type.RawType))))
            return "a signature whose columns or types are not those of the chain";
        if (!statistics.Numeric.Select(column => column.Name).Concat(statistics.Categorical.Select(column => column.Name)).SequenceEqual(signature.Features))
            return "statistics of other columns than those of the signature";
        return MisfitOfClasses(manifest, chain, inputs);
    }

    private static string? MisfitOfClasses(Manifest manifest, ITransformer chain, DataViewSchema inputs)
    {
        var signature = manifest.Signature;
        var score = chain.GetOutputSchema(inputs)["Score"];
        var fits = signature.Task switch
        {
            TaskKind.Binary => signature.Classes.Count == 2 && signature.Threshold is >= 0 and <= 1 && score.Type is NumberDataViewType,
            TaskKind.Multiclass => signature.Classes.Count >= 3 && ClassesOf(score).SequenceEqual(signature.Classes),
            _ => signature.Classes.Count == 0 && score.Type is NumberDataViewType,
        };
        if (!fits || signature.Classes.Distinct(StringComparer.Ordinal).Count() != signature.Classes.Count)
            return "a signature whose task, classes or threshold are not those of the chain";
        return manifest.Prior.ClassShares.Count == signature.Classes.Count ? null : "class shares of other classes than those of the signature";
    }

    /// <summary>The classes in the order of the scores, as the trainer took them over from the label.</summary>
    private static IEnumerable<string> ClassesOf(DataViewSchema.Column score)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (score.HasSlotNames())
            score.GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.ToString());
    }

    private static string? HasNull(TrainAudit audit)
    {
        var (training, heldOut) = (audit.Training, audit.HeldOut);
        IEnumerable<object?>[] lists =
        [
            audit.UnusedColumns, audit.Distinct, training.Missing, training.Unseen, training.Shifted, heldOut.Missing, heldOut.Unseen, heldOut.Shifted,
            .. training.Unseen.Concat(heldOut.Unseen).Where(column => column is not null).Select(column => column.Examples),
        ];
        return lists.Any(list => list.Any(item => item is null)) ? "a list with a null in it" : null;
    }

    private static bool HasNull<T>(IReadOnlyList<T> list) => list.Any(item => item is null);
}
