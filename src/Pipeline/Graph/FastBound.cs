using Pipeline.Model;

namespace Pipeline.Graph;

/// <summary>
/// How far the sums of a fast graph may be from the exact ones. With u = 2⁻²⁴ and M = |b| + Σ |w·s|·(|x| + |o|), normalizer and all:
/// the exact sum is off the true one by less than 3u·M (Sub, Mul and the last rounding); the fast one by less than (n + 3)·u·M, since
/// folded weights and bias are rounded once and a float32 sum of n products and a bias, in any order and fused or not, is off by
/// (n + 1)·u of the sum of its terms (Higham, Accuracy and Stability of Numerical Algorithms, 3.1, terms in u² and underflow left out). Together
/// (n + 6)·u·M. Activations are no steeper than 1 and round once more each, so a layer hands on Σ |w| times the error it is given.
/// </summary>
internal static class FastBound
{
    /// <summary>What there is to say where fast is exact.</summary>
    public const string NothingToGain = "the same as exact: this model compares and looks up, and has no products to hurry";

    /// <summary>Terms of the bound beside the number n of products.</summary>
    public const int Roundings = 6;

    /// <summary>The unit roundoff u of float32.</summary>
    public const double Unit = 1.0 / (1 << 24);

    /// <summary>The bound of <see cref="FastPass"/> for a graph as a sentence.</summary>
    /// <param name="exact">The exact graph.</param>
    public static string Describe(ScoringGraph exact)
    {
        var fast = FastPass.Apply(exact);
        if (fast.Precision == Precision.Exact)
            return NothingToGain;
        var bound = FormattableString.Invariant($"(n + {Roundings})·2^-24·(|bias| + Σ|weight·scale|·(|x| + |offset|)) of exact; here n = {exact.Width}");
        var sums = $"each sum of n products is within {bound}";
        var layers = string.Concat(exact.Layers.Select(layer => FormattableString.Invariant($", {layer.Outputs}")));
        return exact.Layers.Count == 0 ? sums : $"{sums}{layers}, each layer adding Σ|weight| times the error of the one before";
    }
}
