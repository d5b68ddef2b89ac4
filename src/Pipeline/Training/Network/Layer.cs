using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// A layer: what it does in training, with what it remembers of a batch for the way back, and what it does in evaluation. The two are
/// different methods, called by different objects, <see cref="TrainingPass{T}"/> and <see cref="EvaluationPass{T}"/>; there is no mode to be set.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes room for what it remembers of a training batch of at most so many rows.</summary>
    public virtual void Reserve(int rows)
    {
    }

    /// <summary>From a training batch x to y; both have their rows set.</summary>
    public abstract void Train(Crew crew, Columns<T> x, Columns<T> y);

    /// <summary>
    /// From dy, the gradient of the loss by y, to the gradients of the layer's parameters and to dx, of whose columns only those from
    /// <paramref name="first"/> on are asked for.
    /// </summary>
    public abstract void Backward(Crew crew, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx, int first);

    /// <summary>From rows x to y, each row by itself.</summary>
    public abstract void Evaluate(Crew crew, Columns<T> x, Columns<T> y);
}
