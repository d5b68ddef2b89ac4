using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>The layers of a plan over the arrays of a network.</summary>
internal static class NetworkLayers
{
    /// <summary>One for each layer of the plan.</summary>
    public static Layer<T>[] Of<T>(NetworkArrays<T> arrays)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. arrays.Layout.Plan.Layers.Select((plan, i) => Of(plan, i, arrays))];

    private static Layer<T> Of<T>(LayerPlan plan, int i, NetworkArrays<T> arrays)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => plan switch
        {
            LayerPlan.Linear linear => new Linear<T>(linear, arrays, arrays.Layout.Find(i, "weight")!, arrays.Layout.Find(i, "bias")),
            LayerPlan.BatchNorm norm => new BatchNorm<T>(norm, arrays, NormSlots.Of(arrays.Layout, i)),
            LayerPlan.LayerNorm norm => new LayerNorm<T>(norm, arrays, NormSlots.Of(arrays.Layout, i)),
            LayerPlan.Relu => new LeakyRelu<T>(0),
            LayerPlan.LeakyRelu leaky => new LeakyRelu<T>(leaky.Slope),
            LayerPlan.Tanh => new Tanh<T>(),
            LayerPlan.Dropout dropout => new Dropout<T>(dropout, i, arrays.Layout.Plan.Widths[i]),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, "unknown layer"),
        };
}
