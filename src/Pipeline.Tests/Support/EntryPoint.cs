using Pipeline.Tests.Kernels;
using Pipeline.Tests.Scoring.Cuda;
using Pipeline.Tests.Training.Network;

namespace Pipeline.Tests.Support;

/// <summary>Started as a program, the assembly prints what needs a process of its own.</summary>
internal static class EntryPoint
{
    public static void Main(string[] args)
    {
        var lines = args switch
        {
            ["cuda"] => [LedgerProcess.Json()],
            ["network"] => NetworkDigest.Lines(),
            _ => KernelDigest.Lines(),
        };
        foreach (var line in lines)
            Console.WriteLine(line);
    }
}
