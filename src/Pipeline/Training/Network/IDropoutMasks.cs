using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>Which numbers dropout keeps in one batch; columns may be asked for by several threads at once and in any order.</summary>
internal interface IDropoutMasks
{
    /// <summary>Fills a column of a mask.</summary>
    /// <param name="layer">The place of the layer in the network.</param>
    /// <param name="feature">The column.</param>
    /// <param name="probability">Of being dropped.</param>
    /// <param name="scale">Stands for a number that is kept; 0 for one that is dropped.</param>
    /// <param name="mask">By row of the batch, with the padding, which may hold anything.</param>
    void Fill<T>(int layer, int feature, double probability, T scale, Span<T> mask)
        where T : unmanaged, INumber<T>;
}
