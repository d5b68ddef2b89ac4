namespace Pipeline.Model;

/// <summary>What computes scores.</summary>
public enum DeviceKind
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>One or more NVIDIA GPUs.</summary>
    Cuda,

    /// <summary>A GPU where there is one that can be used, else the processor; which, the run says.</summary>
    Auto,
}
