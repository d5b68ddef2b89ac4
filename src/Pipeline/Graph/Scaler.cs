namespace Pipeline.Graph;

/// <summary>How each slot of a block of features is scaled. Slots are independent.</summary>
internal abstract record Scaler
{
    /// <summary>
    /// (x − offset)·scale: one Sub, then one Mul, in the block's type; x·scale alone where there are no offsets. Never folded into
    /// what follows.
    /// </summary>
    /// <param name="Offset">[slots], or empty.</param>
    /// <param name="Scale">[slots].</param>
    public sealed record Affine(double[] Offset, double[] Scale) : Scaler;

    /// <summary>
    /// The normal distribution function of ln x as ML.NET approximates it (the error function of Winitzki 2008, a = 0.147): with
    /// l = ln x in the block's type, z = (l − mean)/deviation, h = z·z/2, ah = a·h in that type, and then in float64
    /// ½ + (½·sign z)·√(1 − exp((−h·(4/π + ah))/(1 + ah))), where 1 + ah is of the block's type; rounded to the block's type once.
    /// 0 where l is not finite or the deviation is 0.
    /// </summary>
    /// <param name="Mean">[slots] mean of ln x.</param>
    /// <param name="Deviation">[slots] standard deviation of ln x.</param>
    public sealed record LogNormalCdf(double[] Mean, double[] Deviation) : Scaler;
}
