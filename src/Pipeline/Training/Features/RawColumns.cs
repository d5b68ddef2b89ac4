using Microsoft.ML;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Training.Features;

/// <summary>One slot of a vector in front of a normalizer.</summary>
/// <param name="Column">The column.</param>
/// <param name="Fill">What stands for a missing value.</param>
/// <param name="IsIndicator">Whether the slot is 1 where the value is missing, else 0.</param>
internal sealed record RawSlot(string Column, double Fill, bool IsIndicator);

/// <summary>The numbers that training rows hold, as vectors for normalizers to be fitted on.</summary>
/// <param name="batch">The rows; numbers have the types of the model.</param>
/// <param name="rows">Which of them, in order.</param>
/// <param name="cancel">Ends a pass over them.</param>
internal sealed class RawColumns(RowBatch batch, int[] rows, CancellationToken cancel)
{
    /// <summary>A view of one vector and, where rows have weights, those.</summary>
    /// <param name="name">The vector's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="slots">Its slots.</param>
    public IDataView Vector(string name, NumericType type, IReadOnlyList<RawSlot> slots)
    {
        var weight = batch.Schema.IndexOf(FieldKind.Weight);
        var weights = weight < 0 ? null : batch.NumberArray(weight);
        double[][] values = [.. slots.Select(slot => Numbers(slot.Column))];
        return type == NumericType.Double
            ? new RawRows<double>(name, slots, values, rows, weights, cancel)
            : new RawRows<float>(name, slots, values, rows, weights, cancel);
    }

    private double[] Numbers(string name) => batch.NumberArray(batch.Schema.Columns.Index()
        .First(column => column.Item.Name == name && column.Item.Kind is (FieldKind.Single or FieldKind.Double)).Index);
}
