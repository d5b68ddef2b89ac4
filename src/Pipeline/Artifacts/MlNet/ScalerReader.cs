using Pipeline.Graph;

namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads the numbers of a normalizer, and of a step that fills missing values.</summary>
internal static class ScalerReader
{
    /// <summary>The scaler of a vector.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="bytes">Of a number: 4 or 8.</param>
    /// <param name="size">Slots of the vector.</param>
    public static Scaler Read(ModelEntry entry, int bytes, int size)
    {
        var reader = entry.Numbers;
        reader.Fixed(bytes, "bytes of a number,");
        Scaler scaler = entry.Loader == Loader.Affine ? Affine(ref reader, bytes, size)
            : entry.Loader == Loader.Distribution ? Distribution(ref reader, bytes, size)
            : throw ModelReader.Misplaced(entry, "the numbers of a normalizer");
        reader.End();
        return scaler;
    }

    /// <summary>Numbers of 4 or 8 bytes each, as double.</summary>
    public static double[] Numbers(ref EntryReader reader, int bytes, int count)
    {
        if (bytes == sizeof(double))
            return reader.Doubles(count);
        var single = reader.Singles(count);
        var wide = new double[count];
        for (var i = 0; i < count; i++)
            wide[i] = single[i];
        return wide;
    }

    /// <summary>A slot whose scale is 0 has no offset, whatever stands there: so ML.NET has it.</summary>
    private static Scaler.Affine Affine(ref EntryReader reader, int bytes, int size)
    {
        reader.Fixed(size, "a number of slots");
        reader.Fixed(-1, "a number of scaled slots");
        reader.Fixed(size, "a number of scales");
        var scales = Numbers(ref reader, bytes, size);
        var count = reader.Count(bytes);
        reader.Require(count == 0 || count == size, "another number of offsets than of slots");
        var offsets = Numbers(ref reader, bytes, count);
        for (var i = 0; i < size; i++)
        {
            if (count > 0 && scales[i] == 0)
                offsets[i] = 0;
            reader.Require(!double.IsNaN(scales[i]) && !(count > 0 && double.IsNaN(offsets[i])), "a scale or an offset that is no number");
        }
        return new Scaler.Affine(offsets, scales);
    }

    private static Scaler.LogNormalCdf Distribution(ref EntryReader reader, int bytes, int size)
    {
        reader.FixedByte(1, "logarithms");
        reader.Fixed(size, "a number of slots");
        var means = Numbers(ref reader, bytes, size);
        return new Scaler.LogNormalCdf(means, Numbers(ref reader, bytes, size));
    }
}
