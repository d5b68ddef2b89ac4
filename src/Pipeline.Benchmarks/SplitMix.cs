namespace Pipeline.Benchmarks;

/// <summary>SplitMix64: Steele, Lea and Flood, «Fast Splittable Pseudorandom Number Generators», OOPSLA 2014.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Mean 0, deviation 1, and nearly normal: the sum of six uniform numbers, centred and scaled.</summary>
    public double Normal()
    {
        double sum = 0;
        for (var i = 0; i < 6; i++)
            sum += Uniform();
        return (sum - 3) * Math.Sqrt(2);
    }

    /// <summary>A whole number from [0, <paramref name="count"/>).</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var z = state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
