using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;

namespace Pipeline.Scoring.Cuda;

/// <summary>A compiled graph on one or more GPUs: a session each, and scorers dealt out to them in turn.</summary>
internal sealed class CudaModel : IDisposable
{
    private const int FewestRows = 64;

    private readonly ScoringGraph graph;
    private readonly List<CudaSession> sessions = [];
    private readonly Queue<IScorer> ready = [];
    private int opened;

    private CudaModel(ScoringGraph graph, byte[] model, IReadOnlyList<int> devices, int rows, int scorers)
    {
        this.graph = graph;
        try
        {
            foreach (var device in devices)
                sessions.Add(new CudaSession(model, graph.Signature, device, rows));
            // A device shows only in its first batch whether it has room for one; so all that will be asked for are made now.
            while (opened < Math.Max(scorers, sessions.Count))
                ready.Enqueue(NewScorer());
        }
        catch (Exception error)
        {
            var room = ready.Count;
            Dispose();
            // Where every device has room for one scorer, it is their number that is too large.
            if (error is DeviceException fault && CudaFault.IsOutOfMemory(fault) && room >= devices.Count)
                throw CudaFault.With(fault, FormattableString.Invariant($"Take fewer --threads: there was room for {room:N0} of {scorers:N0}."));
            throw;
        }
    }

    /// <summary>Rows that go to a device at a time.</summary>
    public int Rows => sessions[0].Rows;

    /// <summary>
    /// Opens the sessions and their first scorers. Where a device has too little memory for all of them, the batch is halved until it
    /// has enough.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="model">The graph as the bytes of an ONNX model.</param>
    /// <param name="devices">Numbers of the devices.</param>
    /// <param name="rows">Most rows of a batch.</param>
    /// <param name="scorers">How many scorers will be at work together.</param>
    /// <exception cref="DeviceException">A device has too little memory for even a small batch, or fails.</exception>
    public static CudaModel Open(ScoringGraph graph, byte[] model, IReadOnlyList<int> devices, int rows, int scorers)
    {
        while (true)
        {
            try
            {
                return new CudaModel(graph, model, devices, rows, scorers);
            }
            catch (DeviceException error) when (CudaFault.IsOutOfMemory(error) && rows / 2 >= FewestRows)
            {
                rows /= 2;
            }
        }
    }

    /// <summary>A scorer for one thread, which disposes it; on the devices in turn.</summary>
    /// <exception cref="DeviceException">The device has no room for it, or fails.</exception>
    public IScorer OpenScorer()
    {
        lock (ready)
            return ready.TryDequeue(out var scorer) ? scorer : NewScorer();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scorer in ready)
            scorer.Dispose();
        ready.Clear();
        foreach (var session in sessions)
            session.Dispose();
    }

    private CudaScorer NewScorer() => new(graph, sessions[opened++ % sessions.Count]);
}
