using System.Runtime.CompilerServices;

namespace Pipeline.Tables.Fields;

/// <summary>What the fast road of numbers must know of a column; in an array of its own, since it is looked at for every field.</summary>
internal readonly struct PlainNumberRule
{
    private readonly double first;
    private readonly double second;
    private readonly double[]? others;

    /// <summary>The rule of a column.</summary>
    public PlainNumberRule(FieldRule rule)
    {
        var missing = rule.MissingNumbers;
        IsPlain = rule.IsPlain;
        // NaN is equal to nothing.
        first = missing.Length > 0 ? missing[0] : double.NaN;
        second = missing.Length > 1 ? missing[1] : double.NaN;
        others = missing.Length > 2 ? missing[2..] : null;
    }

    /// <summary>[columns] the rules, made one by one: generic code over a type of ours would be compiled at every start.</summary>
    public static PlainNumberRule[] Of(IReadOnlyList<FieldRule> rules)
    {
        var plain = new PlainNumberRule[rules.Count];
        for (var i = 0; i < plain.Length; i++)
            plain[i] = new PlainNumberRule(rules[i]);
        return plain;
    }

    /// <summary>Whether a plain number is what it says.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether a number stands for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsMissing(double value) => value == first || value == second || (others is not null && IsOther(value));

    private bool IsOther(double value)
    {
        foreach (var other in others!)
        {
            if (value == other)
                return true;
        }
        return false;
    }
}
