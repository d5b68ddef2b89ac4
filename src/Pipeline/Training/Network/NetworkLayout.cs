namespace Pipeline.Training.Network;

/// <summary>
/// Where the tensors of a network lie: learned ones in one array, running statistics in another, so that an optimizer and a checkpoint
/// go over plain arrays. Arrays end in padding up to a whole vector.
/// </summary>
internal sealed class NetworkLayout
{
    // A whole vector of any type and width.
    private const int Line = 64;

    private readonly List<ParameterSlot> parameters = [];
    private readonly List<ParameterSlot> buffers = [];

    /// <summary>Lays out a network.</summary>
    public NetworkLayout(NetworkPlan plan)
    {
        Plan = plan;
        for (var j = 0; j < plan.Embeddings.Count; j++)
            Add(parameters, FormattableString.Invariant($"embeddings.{j}.weight"), plan.Embeddings[j].Rows, plan.Embeddings[j].Width);
        for (var i = 0; i < plan.Layers.Count; i++)
        {
            var name = FormattableString.Invariant($"layers.{i}");
            switch (plan.Layers[i])
            {
                case LayerPlan.Linear linear:
                    Add(parameters, name + ".weight", linear.Outputs, linear.Inputs);
                    if (linear.Bias)
                        Add(parameters, name + ".bias", linear.Outputs);
                    break;
                case LayerPlan.BatchNorm norm:
                    Add(parameters, name + ".weight", norm.Features);
                    Add(parameters, name + ".bias", norm.Features);
                    Add(buffers, name + ".running_mean", norm.Features);
                    Add(buffers, name + ".running_var", norm.Features);
                    break;
                case LayerPlan.LayerNorm norm:
                    Add(parameters, name + ".weight", norm.Features);
                    Add(parameters, name + ".bias", norm.Features);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The network.</summary>
    public NetworkPlan Plan { get; }

    /// <summary>What is learned, in order: embeddings, then layers.</summary>
    public IReadOnlyList<ParameterSlot> Parameters => parameters;

    /// <summary>Running statistics, in order.</summary>
    public IReadOnlyList<ParameterSlot> Buffers => buffers;

    /// <summary>How many learned numbers there are.</summary>
    public int ParameterCount => Count(parameters);

    /// <summary>How many running statistics there are.</summary>
    public int BufferCount => Count(buffers);

    /// <summary>An array for all learned numbers, or for one number of each, all 0.</summary>
    public T[] NewParameters<T>() => new T[Padded(ParameterCount)];

    /// <summary>An array for all running statistics, all 0.</summary>
    public T[] NewBuffers<T>() => new T[Padded(BufferCount)];

    /// <summary>A tensor by its name; null where there is none.</summary>
    public ParameterSlot? Find(string name) => parameters.Find(slot => slot.Name == name) ?? buffers.Find(slot => slot.Name == name);

    /// <summary>A layer's tensor; null where it has none.</summary>
    public ParameterSlot? Find(int layer, string name) => Find(FormattableString.Invariant($"layers.{layer}.{name}"));

    private static int Count(List<ParameterSlot> slots) => slots.Count == 0 ? 0 : slots[^1].Offset + slots[^1].Length;

    private static int Padded(int count) => (count + Line - 1) / Line * Line;

    private static void Add(List<ParameterSlot> slots, string name, params int[] shape) => slots.Add(new ParameterSlot(name, Count(slots), shape));
}
