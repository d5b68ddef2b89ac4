using Pipeline.Graph.Onnx;
using Pipeline.Model;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>What a model cost, counted by the stand-in for the CUDA runtime.</summary>
/// <param name="Task">What the model predicts.</param>
/// <param name="Nodes">Nodes of the graph.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="Inputs">Columns and bytes a row of what goes up.</param>
/// <param name="Outputs">The same of what comes down.</param>
/// <param name="Open">While two slots were made: memory, warm-up and capture.</param>
/// <param name="Score">While the rows were scored.</param>
/// <param name="MovedBytes">What its kernels read and write for a row.</param>
/// <param name="Cost">What the compiler says that it costs.</param>
/// <param name="RowsABatch">Rows that a run takes for a batch.</param>
/// <param name="Levels">Levels of the deepest tree of an ensemble; 0 of other models.</param>
/// <param name="DeviceBytes">Memory of the device at its peak, for batches of 8,192 rows.</param>
/// <param name="LeftBytes">What of it is still taken once everything is closed.</param>
internal sealed record LedgerEntry(
    TaskKind Task, int Nodes, int Rows, LedgerTensors Inputs, LedgerTensors Outputs, Dictionary<string, long> Open, Dictionary<string, long> Score,
    long MovedBytes, GraphCost Cost, int RowsABatch, int Levels, long DeviceBytes, long LeftBytes)
{
    /// <summary>Rows of a batch.</summary>
    public const int BatchRows = 256;

    /// <summary>Rows of a batch for whose memory is asked.</summary>
    public const int LargeBatchRows = 8192;

    /// <summary>Slots, and so graphs captured.</summary>
    public const int Slots = 2;

    // ONNX Runtime runs a graph twice before it captures it, and to capture it runs it once more.
    private const int RunsToCapture = 3;

    /// <summary>Batches scored.</summary>
    public int Batches => (Rows + BatchRows - 1) / BatchRows;

    /// <summary>Kernels of a captured graph.</summary>
    public long Kernels => Open["kernel"] / (Slots * RunsToCapture);

    /// <summary>How often something happened while rows were scored.</summary>
    public long Scored(string name) => Score.GetValueOrDefault(name);
}
