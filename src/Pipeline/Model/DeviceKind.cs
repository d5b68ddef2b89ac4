namespace Pipeline.Model;

/// <summary>What computes scores.</summary>
internal enum DeviceKind
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>One or more NVIDIA GPUs.</summary>
    Cuda,

    /// <summary>The first GPU on which the model opens, else the processor; which, and why, the run says.</summary>
    Auto,
}
