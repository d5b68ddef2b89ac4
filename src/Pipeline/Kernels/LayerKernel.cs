namespace Pipeline.Kernels;

/// <summary>Computes the vectors of a layer from those before it.</summary>
internal abstract class LayerKernel
{
    /// <summary>Computes the vectors of the first rows.</summary>
    public abstract void Run(int rows);
}
