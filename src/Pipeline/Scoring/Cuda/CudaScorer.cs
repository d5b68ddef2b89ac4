using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;

namespace Pipeline.Scoring.Cuda;

/// <summary>Scores batches on one device, two of them in flight: while one is computed the next is filled and copied.</summary>
internal sealed class CudaScorer : IScorer
{
    private const int InFlight = 2;

    private readonly KernelInputs inputs;
    private readonly DoubtfulScores? doubtful;
    private readonly List<CudaSlot> slots = [];

    /// <summary>Prepares its slots in a session, which stays the caller's.</summary>
    public CudaScorer(ScoringGraph graph, CudaSession session)
    {
        inputs = new KernelInputs(graph, session.Rows);
        // A fast graph adds in any order.
        doubtful = graph.Precision == Precision.Exact ? new DoubtfulScores(graph, session.Device) : null;
        try
        {
            for (var slot = 0; slot < InFlight; slot++)
                slots.Add(session.OpenSlot());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Score(RowBatch batch, Predictions into)
    {
        var started = 0;
        foreach (var input in inputs.Of(batch))
        {
            var slot = slots[started++ % InFlight];
            if (slot.IsBusy)
                slot.Read(into);
            slot.Fill(input);
        }
        // The oldest first: the one after the last that was started.
        for (var i = 0; i < InFlight; i++)
        {
            if (slots[(started + i) % InFlight] is { IsBusy: true } slot)
                slot.Read(into);
        }
        doubtful?.Refuse(batch, into);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in slots)
            slot.Dispose();
    }
}
