using System.Numerics;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Network;

/// <summary>The rows of a table, as a network takes them.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class NetworkRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Holds the arrays, without a copy.</summary>
    /// <param name="plan">The network; says how many columns there are.</param>
    /// <param name="numbers">[rows, numeric columns], row-major.</param>
    /// <param name="codes">[rows, categorical columns], row-major: of each a row of its embedding.</param>
    /// <param name="labels">[rows]: 0 or 1, the number of a class, or a value.</param>
    /// <param name="weights">[rows], at least 0; null for ones.</param>
    /// <exception cref="DataException">The lengths do not fit together, or a code is none of its embedding's rows.</exception>
    public NetworkRows(NetworkPlan plan, T[] numbers, int[] codes, T[] labels, T[]? weights = null)
    {
        (Plan, Numbers, Codes, Labels, Weights) = (plan, numbers, codes, labels, weights);
        if (numbers.Length != (long)Count * plan.Numbers || codes.Length != (long)Count * plan.Embeddings.Count || (weights ?? labels).Length != Count)
        {
            throw new DataException("rows of a network",
                FormattableString.Invariant($"{Count:N0} labels, {numbers.Length:N0} numbers, {codes.Length:N0} codes"),
                FormattableString.Invariant($"{plan.Numbers} numbers and {plan.Embeddings.Count} codes for each label"));
        }
        for (var i = 0; i < codes.Length; i++)
        {
            var (row, column) = Math.DivRem(i, plan.Embeddings.Count);
            if (codes[i] < 0 || codes[i] >= plan.Embeddings[column].Rows)
            {
                throw new DataException(FormattableString.Invariant($"row {row}, categorical column {column}"), FormattableString.Invariant($"code {codes[i]}"),
                    FormattableString.Invariant($"a code from 0 to {plan.Embeddings[column].Rows - 1}"));
            }
        }
    }

    /// <summary>The network.</summary>
    public NetworkPlan Plan { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => Labels.Length;

    /// <summary>[rows, numeric columns].</summary>
    public T[] Numbers { get; }

    /// <summary>[rows, categorical columns].</summary>
    public int[] Codes { get; }

    /// <summary>[rows].</summary>
    public T[] Labels { get; }

    /// <summary>[rows], or null.</summary>
    public T[]? Weights { get; }
}
