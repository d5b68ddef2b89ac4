namespace Pipeline.Model;

/// <summary>How the numbers of a column are written, beyond what every number may be.</summary>
/// <param name="Decimal">The decimal mark: a point or a comma.</param>
/// <param name="Thousands">
/// What stands between groups of three digits before the decimal mark, or null for nothing; a blank stands for no-break ones too.
/// </param>
/// <param name="Percent">Whether every number has a percent sign behind it: 12.5% is 0.125.</param>
/// <param name="Currency">A sign or word that may stand before or behind a number, or null.</param>
internal sealed record NumberText(char Decimal, char? Thousands, bool Percent, string? Currency)
{
    /// <summary>A decimal point and nothing else.</summary>
    public static NumberText Plain { get; } = new('.', null, false, null);

    /// <summary>In words that follow «a number», for messages.</summary>
    internal string Words()
    {
        List<string> words = [Decimal == ',' ? "decimal comma" : "decimal point"];
        words.Add(Thousands is { } mark ? $"'{mark}' between thousands" : "no thousands separator");
        if (Percent)
            words.Add("a percent sign behind it");
        if (Currency is not null)
            words.Add($"with or without '{Currency}'");
        return string.Join(", ", words);
    }
}
