using Pipeline.Model;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Scoring;

/// <summary>From the device that a run asks for to the one it runs on.</summary>
internal static class DeviceChoice
{
    /// <summary>Where to run. What was asked for is what it will be, whether it is there or not; auto takes the first GPU that can be used.</summary>
    public static Placement Of(Device device)
    {
        if (device.Kind == DeviceKind.Cpu)
            return Placement.Cpu;
        var system = CudaSystem.Find();
        if (device.Kind == DeviceKind.Cuda)
            return new Placement(device, Names(system, device.Indices));
        if (system.Problems.Count == 0 && system.Devices.Count > 0)
            return new Placement(Device.Parse("cuda"), Names(system, [0]), Choice: "auto: the first GPU");
        return Placement.Cpu with { Choice = $"auto: no GPU that can be used: {system.Problems[0].Where}: {system.Problems[0].Found}" };
    }

    private static string[] Names(CudaSystem system, IEnumerable<int> indices) =>
        [.. indices.Select(index => system.Devices.FirstOrDefault(device => device.Index == index)?.Name ?? "")];
}
