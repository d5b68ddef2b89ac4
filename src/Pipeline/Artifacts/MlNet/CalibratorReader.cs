using Pipeline.Graph;

namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads calibrators.</summary>
internal static class CalibratorReader
{
    /// <summary>The calibrator of a folder.</summary>
    public static CalibratorNode Read(StoredEntries entries, string folder)
    {
        entries.MayHave($"{folder}/Calibrator.txt");
        var entry = entries.Model(folder, entries.Has($"{folder}/Model.bin") ? "Model.bin" : "Model.key");
        var reader = entry.Numbers;
        CalibratorNode node = entry.Loader == Loader.Platt ? Platt(ref reader)
            : entry.Loader == Loader.Isotonic ? Isotonic(ref reader)
            : throw ModelReader.Misplaced(entry, "a calibrator");
        reader.End();
        return node;
    }

    private static CalibratorNode.Platt Platt(ref EntryReader reader)
    {
        var (slope, offset) = (reader.Double(), reader.Double());
        reader.Require(double.IsFinite(slope) && double.IsFinite(offset), "a calibrator without a slope or offset");
        return new CalibratorNode.Platt(slope, offset);
    }

    private static CalibratorNode.Isotonic Isotonic(ref EntryReader reader)
    {
        reader.Fixed(sizeof(float), "bytes of a number,");
        var pieces = reader.Count(3 * sizeof(float));
        reader.Require(pieces > 0, "a calibrator without a piece");
        var (minima, maxima, values) = (new float[pieces], new float[pieces], new float[pieces]);
        var (reached, value) = (float.NegativeInfinity, 0f);
        for (var i = 0; i < pieces; i++)
        {
            var (low, high, probability) = (reader.Single(), reader.Single(), reader.Single());
            reader.Require(low >= reached && high >= low && probability >= value && probability <= 1, "pieces of a calibrator that do not rise");
            (reached, value) = (high, probability);
            (minima[i], maxima[i], values[i]) = (low, high, probability);
        }
        return new CalibratorNode.Isotonic(minima, maxima, values);
    }
}
