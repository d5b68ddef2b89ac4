using Pipeline.Artifacts.MlNet;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>
/// Holds a manifest against the chain beside it. A digest tells damage; this tells a manifest that was written anew, digest and
/// all, and no longer says what the chain takes and gives.
/// </summary>
internal static class ManifestFit
{
    /// <summary>What the manifest says and the chain does not, in words; null where they agree.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="stored">The chain as this program has read it.</param>
    public static string? Misfit(Manifest manifest, StoredChain stored)
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
        if (!AreInputs(signature, stored.Features.Inputs))
            return "a signature whose columns or types are not those of the chain";
        if (!statistics.Numeric.Select(column => column.Name).Concat(statistics.Categorical.Select(column => column.Name)).SequenceEqual(signature.Features))
            return "statistics of other columns than those of the signature";
        return MisfitOfCategories(manifest, stored) ?? MisfitOfClasses(manifest, stored) ?? ThresholdFit.Misfit(manifest, stored) ?? ConfigFit.Misfit(
            manifest, stored);
    }

    private static bool AreInputs(ModelSignature signature, IReadOnlyList<StoredColumn> inputs)
    {
        var numbers = signature.Numeric.Count;
        if (inputs.Count != numbers + signature.Categorical.Count)
            return false;
        for (var i = 0; i < inputs.Count; i++)
        {
            var (name, type) = i >= numbers ? (signature.Categorical[i - numbers], "TextSpan")
                : (signature.Numeric[i].Name, signature.Numeric[i].Type == NumericType.Double ? "Double" : "Single");
            if (inputs[i].Name != name || !inputs[i].Type.Is(type))
                return false;
        }
        return true;
    }

    /// <summary>Without weights the chain knows the categories of all training rows, with them those of rows that weigh something; what fills may come on
    /// top.</summary>
    private static string? MisfitOfCategories(Manifest manifest, StoredChain stored)
    {
        foreach (var column in manifest.Statistics.Categorical)
        {
            var known = stored.Features.Categories.FirstOrDefault(category => category.Column == column.Name);
            var said = column.Categories.Select(category => category.Value).ToHashSet(StringComparer.Ordinal);
            if (known?.Terms.Any(term => term != known.Fill && !said.Contains(term)) == true
                || (manifest.Signature.Weight is null && !said.IsSubsetOf(known?.Terms ?? [])))
                return "statistics of other categories than those that the chain knows";
            var fills = manifest.Fills(column);
            if (manifest.Signature.Weight is null && known is not null && fills != known.Fills)
                return "a config that fills other categories than the chain";
        }
        return null;
    }

    private static string? MisfitOfClasses(Manifest manifest, StoredChain stored)
    {
        var (signature, model) = (manifest.Signature, stored.Model);
        var fits = signature.Task switch
        {
            TaskKind.Binary => signature.Classes.Count == 2 && signature.Threshold is >= 0 and <= 1 && model.Predictor == Loader.PredictBinary,
            TaskKind.Multiclass => signature.Classes.Count >= 3 && signature.Threshold is null && model.Predictor == Loader.PredictMulticlass
                && model.Classes == signature.Classes.Count && model.Labels?.SequenceEqual(signature.Classes, StringComparer.Ordinal) == true,
            _ => signature.Classes.Count == 0 && signature.Threshold is null && model.Predictor == Loader.PredictRegression,
        };
        if (!fits || signature.Classes.Distinct(StringComparer.Ordinal).Count() != signature.Classes.Count)
            return "a signature whose task, classes or threshold are not those of the chain";
        return manifest.Prior.ClassShares.Count == signature.Classes.Count && manifest.Prior.ClassShares.All(share => share is > 0 and <= 1)
            && double.IsFinite(manifest.Prior.Mean)
            ? null : "class shares of other classes than those of the signature";
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
