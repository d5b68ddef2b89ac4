using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Model;

namespace Pipeline.Configuration.Records;

/// <summary>How the numbers of one column are written.</summary>
[Description("How the numbers of one column are written in the files. What does not fit is a bad field, so that no number is read as another one.")]
internal sealed record NumberTextConfig
{
    /// <summary>The decimal mark; null for that of all columns.</summary>
    [Description("The decimal mark of this column; without it that of data.decimal.")]
    [AllowedValues('.', ',')]
    public char? Decimal { get; init; }

    /// <summary>What stands between groups of three digits.</summary>
    [Description("What may stand between groups of three digits before the decimal mark: 1.234.567,8. A blank stands for no-break blanks too.")]
    [AllowedValues('.', ',', ' ', '\'', '_')]
    public char? Thousands { get; init; }

    /// <summary>Whether every number is followed by a percent sign.</summary>
    [Description("Whether every number has a percent sign behind it; 12.5% is then 0.125, and a number without the sign is a bad field.")]
    public bool Percent { get; init; }

    /// <summary>A sign or word that may stand beside a number.</summary>
    [Description("A sign or word, such as € or EUR, that may stand before or behind a number; it does not change the number.")]
    public string? Currency { get; init; }

    /// <summary>As readers take it.</summary>
    public NumberText As(char mark) => new(Decimal ?? mark, Thousands, Percent, Currency);
}
