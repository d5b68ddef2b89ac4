using CsCheck;

namespace Pipeline.Fuzz;

/// <summary>
/// What a case is made by: CsCheck's numbers and generators, the stream of case K of seed S, so that the two numbers are the whole case.
/// SharpFuzz follows coverage and so finds its way into deeper code, but needs a native fuzzer, and no seed repeats what it did.
/// </summary>
internal sealed class Chance(ulong seed, int number)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly PCG source = new((uint)number, (seed * Golden) ^ ((ulong)number << 20));

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)source.Next((uint)count);

    /// <summary>From one bound to the other, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>One of some values.</summary>
    public T Of<T>(params IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>What a generator of CsCheck makes.</summary>
    public T Of<T>(Gen<T> generator) => generator.Generate(source, null, out _);

    /// <summary>Some values in another order.</summary>
    public List<T> Shuffled<T>(IEnumerable<T> values)
    {
        var list = values.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
        return list;
    }
}
