namespace Pipeline.Training.Network;

/// <summary>The order of the rows in an epoch: a permutation that depends on seed, epoch and number of rows alone.</summary>
internal static class DataOrder
{
    /// <summary>
    /// The rows of an epoch in training order: Fisher and Yates, from the last place down; place i takes one of the first i + 1 by the upper
    /// 64 bits of a product of 64 random bits with i + 1 (Lemire 2019, whose bias, below 2⁻³², is left).
    /// </summary>
    public static int[] Of(ulong seed, int epoch, int rows)
    {
        var order = new int[rows];
        for (var i = 0; i < rows; i++)
            order[i] = i;
        var draws = new Draws(seed, Purpose.Order, 0, epoch);
        for (var i = rows - 1; i > 0; i--)
        {
            var other = (int)Math.BigMul(draws.Bits(i), (ulong)i + 1, out _);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }
}
