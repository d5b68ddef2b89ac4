using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;

namespace Pipeline.Verification;

/// <summary>
/// How far another way of taking the sums may bring the score of a row from the graph's. A float32 sum of n products in any order is
/// off by at most n·2⁻²⁴·Σ|terms| (Higham, Accuracy and Stability of Numerical Algorithms, 3.1), and adding the bias, the graph's own
/// one rounding and the last bits of the features add a few: that is ML.NET's. That of a fast graph is <see cref="FastBound"/>. An
/// exponential after the sum turns an absolute error into a relative one.
/// </summary>
internal sealed class ScoreBound
{
    private const double HalfUlp = 1.0 / (1 << 24);
    private const int Capacity = 1024;
    private readonly ScoringGraph graph;
    private readonly List<ScoreNode.Dot> dots;
    private readonly Func<KernelInput, IReadOnlyList<ScoreNode.Dot>, double[][]> sums;

    /// <summary>For the scores of ML.NET, which knows no layers: a reference for a network has to have the graph's own bits.</summary>
    public ScoreBound(ScoringGraph graph)
        : this(graph, null)
    {
    }

    private ScoreBound(ScoringGraph graph, Func<KernelInput, IReadOnlyList<ScoreNode.Dot>, double[][]>? sums)
    {
        this.graph = graph;
        dots = sums is null && graph.Layers.Count > 0
            ? []
            : [.. graph.Model.ClassScores.Select(node => node is ScoreNode.Exponential e ? e.Logarithm : node).OfType<ScoreNode.Dot>()];
        var terms = graph.DenseWidth + graph.Blocks.Count(block => !block.IsDense);
        Ulps = dots.Count == 0 ? 0 : (terms + 4) / 2.0;
        this.sums = sums ?? InSizes();
    }

    /// <summary>For the scores of the fast graph.</summary>
    /// <param name="exact">The exact graph.</param>
    public static ScoreBound OfFast(ScoringGraph exact) => new(exact, new FastSums(exact).Of);

    /// <summary>ML.NET's bound on a linear sum, in ulps of the sizes of its terms; 0 without one.</summary>
    public double Ulps { get; }

    /// <summary>[rows] the bound of each row's scores: absolute where <see cref="IsRelative"/> is false, else a share of the score.</summary>
    public double[] Of(RowBatch rows)
    {
        var bounds = new double[rows.Count];
        if (dots.Count > 0)
            AddSums(rows, bounds);
        if (!IsRelative)
            return bounds;
        // Probabilities of classes are divided by their sum, so that errors of two of them meet.
        var times = graph.Model is ModelNode.Regression ? 1 : 2;
        return Array.ConvertAll(bounds, bound => Math.Exp(times * bound) - 1 + (8 * HalfUlp));
    }

    /// <summary>Whether an exponential follows the sum.</summary>
    public bool IsRelative =>
        graph.Model is ModelNode.SoftMax or ModelNode.PlainSoftMax or ModelNode.OneVersusAll or ModelNode.Regression { Score: ScoreNode.Exponential };

    private void AddSums(RowBatch rows, double[] bounds)
    {
        var first = 0;
        foreach (var input in new KernelInputs(graph, Capacity).Of(rows))
        {
            foreach (var (sum, slope) in sums(input, dots).Zip(Slopes()))
            {
                for (var row = 0; row < input.Rows; row++)
                    bounds[first + row] = Math.Max(bounds[first + row], sum[row] * slope);
            }
            first += input.Rows;
        }
    }

    private Func<KernelInput, IReadOnlyList<ScoreNode.Dot>, double[][]> InSizes()
    {
        TermSizes? sizes = null;
        return (input, nodes) =>
        {
            sizes ??= new TermSizes(graph, Capacity);
            return Array.ConvertAll(sizes.Of(input, nodes), sum => Array.ConvertAll(sum, size => 2 * HalfUlp * Ulps * size));
        };
    }

    /// <summary>How steeply the logarithm of a class's probability can follow its sum: Platt's slope; 1 elsewhere.</summary>
    private IEnumerable<double> Slopes() => graph.Model is ModelNode.OneVersusAll all
        ? all.Classes.Where(c => c.Score is ScoreNode.Dot).Select(c => c.Calibrator is CalibratorNode.Platt platt ? Math.Abs((double)platt.Slope) : 1)
        : dots.Select(_ => 1.0);
}
