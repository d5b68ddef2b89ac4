using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Scoring;

/// <summary>
/// From the device that a run asks for to the one it runs on. What was asked for is what it will be, or the run ends there. Auto asks
/// to choose: it takes the first GPU on which the model opens, else the processor, and says which it did not take and why.
/// </summary>
internal static class DeviceChoice
{
    /// <summary>Opens a model on the device.</summary>
    /// <param name="device">What the run asks for.</param>
    /// <param name="open">Opens it somewhere.</param>
    /// <exception cref="DeviceException">The device is not there, has too little memory, or fails; never where auto was asked for.</exception>
    public static T Open<T>(Device device, Func<Placement, T> open)
    {
        if (device.Kind == DeviceKind.Cpu)
            return open(Placement.Cpu);
        var system = CudaSystem.Find();
        if (device.Kind == DeviceKind.Auto)
            return First(system.Names, system.Problems, open);
        system.Require(device.Indices);
        return open(new Placement(device, [.. device.Indices.Select(CudaRuntime.NameOf)]));
    }

    /// <summary>Opens a model on the first GPU where it can be opened, else on the processor.</summary>
    /// <param name="gpus">What the GPUs are called.</param>
    /// <param name="problems">Why there are none.</param>
    /// <param name="open">Opens it somewhere.</param>
    internal static T First<T>(IEnumerable<string> gpus, IReadOnlyList<Problem> problems, Func<Placement, T> open)
    {
        var against = problems.ToList();
        foreach (var (index, name) in gpus.Index())
        {
            try
            {
                var choice = against.Count == 0 ? "auto: the first GPU" : $"auto: the first GPU that can be used; {Text(against)}";
                return open(new Placement(new Device(DeviceKind.Cuda, [index]), [name], Choice: choice));
            }
            catch (DeviceException error)
            {
                against.AddRange(error.Problems);
            }
        }
        return open(Placement.Cpu with { Choice = $"auto: no GPU that can be used: {Text(against)}" });
    }

    private static string Text(IEnumerable<Problem> against) => string.Join("; ", against.Select(problem => $"{problem.Where}: {problem.Found}"));
}
