using Pipeline.Tests.Kernels;
using Pipeline.Tests.Scoring.Cuda;

namespace Pipeline.Tests.Support;

/// <summary>Started as a program, the assembly prints what needs a process of its own.</summary>
internal static class EntryPoint
{
    public static void Main(string[] args)
    {
        foreach (var line in args is ["cuda"] ? [LedgerProcess.Json()] : KernelDigest.Lines())
            Console.WriteLine(line);
    }
}
