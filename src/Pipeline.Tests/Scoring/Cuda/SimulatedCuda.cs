using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>The ledger of the stand-in for the CUDA runtime, in a process that has loaded it.</summary>
internal static class SimulatedCuda
{
    private const string Library = "libcudart.so.13";

    /// <summary>Forgets what was counted.</summary>
    public static void Reset() => simcuda_reset();

    /// <summary>What was counted since: calls, kernels, copies and bytes by name.</summary>
    public static Dictionary<string, long> Ledger()
    {
        var text = new byte[simcuda_ledger(null, 0)];
        _ = simcuda_ledger(text, text.Length);
        return JsonSerializer.Deserialize<Dictionary<string, long>>(Encoding.UTF8.GetString(text).TrimEnd('\0'))!;
    }

    [DllImport(Library)]
    private static extern void simcuda_reset();

    [DllImport(Library)]
    private static extern int simcuda_ledger(byte[]? text, int size);
}
