using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pipeline.Training.Network;

/// <summary>One step of an optimizer over all parameters, by the formulas of <see cref="OptimizerPlan"/>.</summary>
internal static class Optimizer
{
    /// <summary>Moves the parameters.</summary>
    /// <param name="plan">Which optimizer.</param>
    /// <param name="rate">The learning rate of this step.</param>
    /// <param name="momentum">The momentum, or β₁, of this step.</param>
    /// <param name="updates">How many steps were taken before.</param>
    /// <param name="parameters">What moves, with its padding.</param>
    /// <param name="gradients">As many.</param>
    /// <param name="moments">As <see cref="OptimizerPlan.Moments"/> says, as many numbers each, all 0 at first.</param>
    public static void Update<T>(OptimizerPlan plan, double rate, double momentum, long updates, T[] parameters, T[] gradients, IReadOnlyList<T[]> moments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (plan)
        {
            case OptimizerPlan.Adam adam:
                Adam(adam, rate, momentum, updates + 1, parameters, gradients, moments[0], moments[1]);
                break;
            case OptimizerPlan.Sgd sgd when sgd.Moments == 0:
                Descent(sgd, rate, parameters, gradients);
                break;
            case OptimizerPlan.Sgd sgd:
                Momentum(sgd, rate, momentum, updates == 0, parameters, gradients, moments[0]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(plan), plan, "unknown optimizer");
        }
    }

    /// <summary>baseⁿ by squaring: multiplications alone.</summary>
    public static double Power(double number, long exponent)
    {
        double product = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                product *= number;
            number *= number;
        }
        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adam<T>(OptimizerPlan.Adam plan, double rate, double beta1, long t, T[] parameters, T[] gradients, T[] firsts, T[] seconds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (kept1, taken1) = (Of<T>(beta1), Of<T>(1 - beta1));
        var (kept2, taken2) = (Of<T>(plan.Beta2), Of<T>(1 - plan.Beta2));
        var (stride, root) = (Of<T>(rate / (1 - Power(beta1, t))), Of<T>(Math.Sqrt(1 - Power(plan.Beta2, t))));
        var (epsilon, decay, shrink) = (Of<T>(plan.Epsilon), Of<T>(plan.WeightDecay), Of<T>(1 - (rate * plan.WeightDecay)));
        for (var i = 0; i < parameters.Length; i += Vector<T>.Count)
        {
            var (p, g) = (new Vector<T>(parameters, i), new Vector<T>(gradients, i));
            if (plan.Decoupled)
                p *= shrink;
            else if (plan.WeightDecay != 0)
                g += decay * p;
            var m = (kept1 * new Vector<T>(firsts, i)) + (taken1 * g);
            var v = (kept2 * new Vector<T>(seconds, i)) + (taken2 * (g * g));
            m.CopyTo(firsts, i);
            v.CopyTo(seconds, i);
            (p - (stride * (m / ((Vector.SquareRoot(v) / root) + epsilon)))).CopyTo(parameters, i);
        }
    }

    private static void Descent<T>(OptimizerPlan.Sgd plan, double rate, T[] parameters, T[] gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (stride, decay) = (Of<T>(rate), Of<T>(plan.WeightDecay));
        for (var i = 0; i < parameters.Length; i += Vector<T>.Count)
        {
            var p = new Vector<T>(parameters, i);
            (p - (stride * (new Vector<T>(gradients, i) + (decay * p)))).CopyTo(parameters, i);
        }
    }

    private static void Momentum<T>(OptimizerPlan.Sgd plan, double rate, double momentum, bool first, T[] parameters, T[] gradients, T[] buffers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (stride, decay, kept, taken) = (Of<T>(rate), Of<T>(plan.WeightDecay), Of<T>(momentum), Of<T>(1 - plan.Dampening));
        for (var i = 0; i < parameters.Length; i += Vector<T>.Count)
        {
            var p = new Vector<T>(parameters, i);
            var g = new Vector<T>(gradients, i) + (decay * p);
            var buffer = first ? g : (kept * new Vector<T>(buffers, i)) + (taken * g);
            buffer.CopyTo(buffers, i);
            (p - (stride * (plan.Nesterov ? g + (kept * buffer) : buffer))).CopyTo(parameters, i);
        }
    }

    private static Vector<T> Of<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(T.CreateTruncating(value));
}
