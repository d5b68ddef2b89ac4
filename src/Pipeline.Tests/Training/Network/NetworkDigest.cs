using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>
/// Trainings with everything as one line each, a digest of their whole state: the assembly prints it when it is started as a program with
/// «network», so that a process with other vector widths can be asked for it.
/// </summary>
internal static class NetworkDigest
{
    /// <summary>How many numbers a vector holds, then a digest for every training.</summary>
    public static IEnumerable<string> Lines(int threads = 1) =>
    [
        $"{System.Numerics.Vector<byte>.Count * 8} bits",
        $"float32: {Of<float>(threads, new LossPlan.BinaryCrossEntropy(1.5), 2)}",
        $"float64: {Of<double>(threads, new LossPlan.BinaryCrossEntropy(1.5), 2)}",
        $"float32, classes: {Of<float>(threads, new LossPlan.CrossEntropy([1, 2, 1], 0.1), 3)}",
        $"float32, values: {Of<float>(threads, new LossPlan.Huber(), 0)}",
    ];

    private static string Of<T>(int threads, LossPlan loss, int classes)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (plan, settings) = (SmallTrainings.Everything(Math.Max(1, classes == 2 ? 1 : classes)), SmallTrainings.Settings(loss) with { BatchSize = 64 });
        using var trainer = new NetworkTrainer<T>(settings, SmallTrainings.Rows<T>(plan, 500, classes, 1), SmallTrainings.Rows<T>(plan, 600, classes, 2),
            TrainingState<T>.Fresh(plan, settings), threads);
        trainer.Run();
        var outputs = new EvaluationPass<T>(trainer.Result, new Crew(1)).Outputs(SmallTrainings.Rows<T>(plan, 77, classes, 3));
        return Convert.ToHexString(SHA256.HashData([.. StateWriter.Bytes(trainer.State), .. MemoryMarshal.AsBytes(outputs.AsSpan())])[..8]);
    }
}
