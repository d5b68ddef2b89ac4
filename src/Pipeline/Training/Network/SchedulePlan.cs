namespace Pipeline.Training.Network;

/// <summary>
/// The learning rate, and for one-cycle the momentum or β₁, after k advances, in closed form, as PyTorch's schedulers give it. The first
/// step has k = 0. The cosine is <see cref="ExactCosine"/>.
/// </summary>
internal abstract record SchedulePlan(ScheduleUnit Unit)
{
    /// <summary>The optimizer's own.</summary>
    public sealed record Constant() : SchedulePlan(ScheduleUnit.Epoch);

    /// <summary>lr·gamma^⌊k/size⌋.</summary>
    /// <param name="Unit">When it goes on.</param>
    /// <param name="Size">Advances from a fall to the next.</param>
    /// <param name="Gamma">What the rate is multiplied by.</param>
    public sealed record Steps(ScheduleUnit Unit, int Size, double Gamma) : SchedulePlan(Unit);

    /// <summary>minimum + (lr − minimum)·(1 + cos(π·k/period))/2; behind the period the rate climbs again.</summary>
    /// <param name="Unit">When it goes on.</param>
    /// <param name="Period">Advances down to the minimum.</param>
    /// <param name="Minimum">The lowest rate.</param>
    public sealed record Cosine(ScheduleUnit Unit, int Period, double Minimum = 0) : SchedulePlan(Unit);

    /// <summary>
    /// One cycle (Smith and Topin 2019): with peak = share·total − 1 (not rounded), last = total − 1, low = highest/division, and
    /// mix(a, b, q) = b + (a − b)·(1 + cos πq)/2, the rate is mix(low, highest, k/peak) up to the peak, behind it
    /// mix(highest, low/finalDivision, (k − peak)/(last − peak)); the momentum goes from its highest to its lowest and back in the same way.
    /// </summary>
    /// <param name="Unit">When it goes on.</param>
    /// <param name="Highest">The rate at the peak; the optimizer's own is not used.</param>
    /// <param name="Total">Steps, or epochs, of the whole cycle.</param>
    /// <param name="Share">Of the cycle, on the way up.</param>
    /// <param name="Division">From the highest rate to the first.</param>
    /// <param name="FinalDivision">From the first rate to the last.</param>
    /// <param name="Momentum">Lowest and highest momentum, or β₁; null where it is the optimizer's own.</param>
    public sealed record OneCycle(ScheduleUnit Unit, double Highest, int Total, double Share = 0.3, double Division = 25, double FinalDivision = 1e4,
        (double Lowest, double Highest)? Momentum = null) : SchedulePlan(Unit);

    /// <summary>Learning rate and momentum after some advances.</summary>
    /// <param name="optimizer">Has the rate and momentum to start from.</param>
    /// <param name="k">How many advances.</param>
    /// <exception cref="ArgumentException">A cycle without a way up or down, or one that is over.</exception>
    public (double Rate, double Momentum) At(OptimizerPlan optimizer, long k)
    {
        switch (this)
        {
            case Constant:
                return (optimizer.LearningRate, optimizer.Momentum);
            case Steps steps:
                return (optimizer.LearningRate * Optimizer.Power(steps.Gamma, k / steps.Size), optimizer.Momentum);
            case Cosine cosine:
                return (Mix(optimizer.LearningRate, cosine.Minimum, (double)k / cosine.Period), optimizer.Momentum);
            case OneCycle cycle:
                return Cycle(cycle, optimizer.Momentum, k);
            default:
                throw new InvalidOperationException("unknown schedule");
        }
    }

    private static (double Rate, double Momentum) Cycle(OneCycle cycle, double momentum, long k)
    {
        var (peak, last) = ((cycle.Share * cycle.Total) - 1, cycle.Total - 1);
        if (peak == 0 || peak >= last)
            throw new ArgumentException("a cycle needs a way up and a way down", nameof(cycle));
        if (k > cycle.Total)
            throw new ArgumentException(FormattableString.Invariant($"the cycle of {cycle.Total} is over"), nameof(k));
        var (low, up) = (cycle.Highest / cycle.Division, k <= peak);
        var q = up ? k / peak : (k - peak) / (last - peak);
        var rate = up ? Mix(low, cycle.Highest, q) : Mix(cycle.Highest, low / cycle.FinalDivision, q);
        if (cycle.Momentum is var (lowest, highest))
            momentum = up ? Mix(highest, lowest, q) : Mix(lowest, highest, q);
        return (rate, momentum);
    }

    private static double Mix(double from, double to, double q) => to + ((from - to) * (1 + ExactCosine.CosPi(q)) / 2);
}
