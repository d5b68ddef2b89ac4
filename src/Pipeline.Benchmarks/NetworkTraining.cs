using System.Diagnostics;
using System.Globalization;
using Pipeline.Training.Network;

namespace Pipeline.Benchmarks;

/// <summary>Times epochs of a network 30-64-32-1 with batch normalisation, ReLU and dropout on a synthetic table in memory.</summary>
internal static class NetworkTraining
{
    private const int Numbers = 30;
    private static readonly int[] hidden = [64, 32];

    /// <summary>Prints a line an epoch: wall clock, processor time of the process, rows and floating-point operations a second.</summary>
    /// <param name="options">--rows N, --batch N, --threads N, --epochs N, --dropout PERCENT.</param>
    public static int Run(string[] options)
    {
        var rows = Option(options, "--rows", 1_000_000);
        var (batch, threads, epochs) = (Option(options, "--batch", 1024), Option(options, "--threads", 1), Option(options, "--epochs", 5));
        var dropout = Option(options, "--dropout", 30) / 100.0;
        var plan = NetworkPlan.Stack(Numbers, [], hidden, width => new LayerPlan.BatchNorm(width), new LayerPlan.Relu(), dropout, 1);
        var settings = new TrainingSettings(new LossPlan.BinaryCrossEntropy(), new OptimizerPlan.Adam(), new SchedulePlan.Constant(), batch, epochs, 1);
        using var trainer = new NetworkTrainer<float>(settings, Table(plan, rows), null, TrainingState<float>.Fresh(plan, settings), threads);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows:N0} rows, batch {batch}, {threads} threads, vectors of {System.Numerics.Vector<byte>.Count * 8} bits"));
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        trainer.Run(epoch =>
        {
            var (wall, used) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"epoch {epoch.Epoch}: {wall:F2} s, {used:F2} CPU s, {rows / wall / 1e6:F2} M rows/s, {Operations() * (double)rows / wall / 1e9:F1} GFLOP/s, "
                + $"loss {epoch.TrainingLoss:F5}"));
            watch.Restart();
            cpu = Environment.CpuUsage.TotalTime;
        });
        return 0;
    }

    /// <summary>Multiplications and additions of the matrix products for a row: forward, by weights, and by inputs of all layers but the first.</summary>
    private static int Operations()
    {
        var (sum, width) = (0, Numbers);
        foreach (var next in (int[])[.. hidden, 1])
        {
            sum += 2 * width * next * (width == Numbers ? 2 : 3);
            width = next;
        }
        return sum;
    }

    private static NetworkRows<float> Table(NetworkPlan plan, int rows)
    {
        var draw = new SplitMix(1);
        var (weights, numbers, labels) = (new double[Numbers], new float[rows * Numbers], new float[rows]);
        for (var i = 0; i < Numbers; i++)
            weights[i] = draw.Normal();
        for (var row = 0; row < rows; row++)
        {
            double sum = 0;
            for (var i = 0; i < Numbers; i++)
            {
                var number = numbers[(row * Numbers) + i] = (float)((4 * draw.Uniform()) - 2);
                sum += number * weights[i];
            }
            labels[row] = sum + (2 * draw.Uniform()) - 1 > 0 ? 1 : 0;
        }
        return new NetworkRows<float>(plan, numbers, [], labels);
    }

    private static int Option(string[] options, string name, int otherwise)
    {
        var at = Array.IndexOf(options, name);
        return at < 0 ? otherwise : int.Parse(options[at + 1], CultureInfo.InvariantCulture);
    }
}
