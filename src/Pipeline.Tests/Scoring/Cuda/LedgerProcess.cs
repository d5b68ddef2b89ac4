using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;
using Pipeline.Tests.Graph.Onnx;

namespace Pipeline.Tests.Scoring.Cuda;

internal static class LedgerProcess
{
    public static int Main(string[] args)
    {
        OnnxRuntimeLibrary.Choose(null);
        var system = CudaSystem.Find();
        var random = new Random(1);
        var platt = new CalibratorNode.Platt(-1, 0);
        foreach (var (name, graph) in new (string, ScoringGraph)[]
        {
            ("20", Graphs.Of([Graphs.Plain(20)], new ModelNode.Binary(Graphs.Dot(random, 20), platt, 0.5))),
            ("150", Graphs.Of([Graphs.Plain(150)], new ModelNode.Binary(Graphs.Dot(random, 150), platt, 0.5))),
            ("256", Graphs.Of([Graphs.Plain(256)], new ModelNode.Binary(Graphs.Dot(random, 256), platt, 0.5))),
            ("300", Graphs.Of([Graphs.Plain(300)], new ModelNode.Binary(Graphs.Dot(random, 300), platt, 0.5))),
            ("10,000", Graphs.Of([Graphs.Plain(10_000)], new ModelNode.Binary(Graphs.Dot(random, 10_000), platt, 0.5))),
            ("10,001", Graphs.Of([Graphs.Plain(10_001)], new ModelNode.Binary(Graphs.Dot(random, 10_001), platt, 0.5))),
            ("1000 cat", Graphs.Of([Graphs.Categories(0, 1000)], new ModelNode.Binary(Graphs.Dot(random, 1000), platt, 0.5))),
            ("50 cat cols", Graphs.Of([.. Enumerable.Range(0, 50).Select(i => Graphs.Categories(i, 5))], new ModelNode.Binary(Graphs.Trees(random, 250, 20, 1), platt, 0.5))),
            ("300 classes", Graphs.Of([Graphs.Plain(20)], new ModelNode.SoftMax([.. Enumerable.Range(0, 300).Select(_ => Graphs.Dot(random, 20))]), 300)),
            ("7x100", Graphs.Of([Graphs.Plain(30)], new ModelNode.OneVersusAll([.. Enumerable.Range(0, 7).Select(_ => (Graphs.Trees(random, 30, 100, 1), (CalibratorNode)platt))]), 7)),
            ("1000 trees", Graphs.Of([Graphs.Plain(30)], new ModelNode.Binary(Graphs.Trees(random, 30, 1000, 1), platt, 0.5))),
            ("mixed trees", Graphs.Of(Graphs.Mixed, new ModelNode.Binary(Graphs.Trees(random, 15, 20, 1, [8, 9], [0, 13]), Graphs.Isotonic(random, 9), 0.5))),
            ("gam", Graphs.Of(Graphs.Mixed, new ModelNode.Regression(Graphs.Gam(random, 15)))),
            ("mixed softmax", Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, 5).Select(_ => Graphs.Dot(random, 15))]), 5)),
        })
        {
            using var session = new CudaSession(OnnxCompiler.Compile(graph), graph.Signature, 0, 256);
            SimulatedCuda.Reset();
            using var slot = session.OpenSlot();
            var l = SimulatedCuda.Ledger();
            Console.WriteLine($"{name}: nodes {OnnxCompiler.ToModel(graph).Graph.Node.Count} kernels {l["kernel"]} copies {l.GetValueOrDefault("copy:to-device")} back {l.GetValueOrDefault("copy:to-host")} pinned {l.GetValueOrDefault("cudaMallocHost")} peak {l["bytes:device-peak"]} {string.Join(',', l.Keys.Where(k => k.Contains("Split") || k.Contains("Concat")).Select(k => $"{k.Split("::")[^1]} {l[k]}"))}");
        }
        return 0;
    }
}
