using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Model;

namespace Pipeline.Configuration.Records;

[Description("How the numbers of one column are written in the files. What does not fit is a bad field, so that no number is read as another one.")]
internal sealed record NumberTextConfig
{
    /// <summary>The decimal mark; null for that of all columns.</summary>
    [Description("The decimal mark of this column; without it that of data.decimal.")]
    [AllowedValues('.', ',')]
    public char? Decimal { get; init; }

    [Description("What may stand between groups of three digits before the decimal mark: 1.234.567,8. A blank stands for no-break blanks too.")]
    [AllowedValues('.', ',', ' ', '\'', '_')]
    public char? Thousands { get; init; }

    [Description("Whether every number has a percent sign behind it; 12.5% is then 0.125, and a number without the sign is a bad field.")]
    public bool Percent { get; init; }

    [Description("A sign or word, such as € or EUR, that may stand before or behind a number; it does not change the number.")]
    public string? Currency { get; init; }

    /// <summary>As readers take it.</summary>
    public NumberText As(char mark) => new(Decimal ?? mark, Thousands, Percent, Currency);
}
