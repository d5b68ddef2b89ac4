namespace Pipeline.Graph;

/// <summary>Gives the blocks of a feature vector that is scaled as a whole each its part of the scaler.</summary>
internal static class WholeScaler
{
    /// <summary>The blocks, scaled.</summary>
    /// <param name="blocks">Blocks without a scaler, in the order of the vector.</param>
    /// <param name="whole">The scaler of all their slots.</param>
    public static IEnumerable<FeatureBlock> Share(IEnumerable<FeatureBlock> blocks, Scaler whole)
    {
        var slot = 0;
        foreach (var block in blocks)
        {
            yield return WithScaler(block, Slice(whole, slot, block.Width));
            slot += block.Width;
        }
    }

    private static FeatureBlock WithScaler(FeatureBlock block, Scaler scaler) => block switch
    {
        FeatureBlock.Numeric numeric => numeric with { Scaler = scaler },
        FeatureBlock.Missing missing => missing with { Scaler = scaler },
        FeatureBlock.OneHot oneHot => oneHot with { Scaler = scaler },
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "unknown block"),
    };

    private static Scaler Slice(Scaler scaler, int start, int count) => scaler switch
    {
        Scaler.Affine affine => new Scaler.Affine(affine.Offset.Length == 0 ? [] : affine.Offset[start..(start + count)], affine.Scale[start..(start + count)]),
        Scaler.LogNormalCdf cdf => new Scaler.LogNormalCdf(cdf.Mean[start..(start + count)], cdf.Deviation[start..(start + count)]),
        _ => throw new ArgumentOutOfRangeException(nameof(scaler), scaler, "unknown scaler"),
    };
}
