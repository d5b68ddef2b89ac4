using System.Globalization;
using Pipeline.Artifacts;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Commands;

/// <summary>A threshold, or a rule for it, on the command line.</summary>
internal static class ThresholdOption
{
    private const string Rules = "f1, youden, precision=P or recall=R, with P and R above 0 and at most 1";

    /// <summary>Reads a probability.</summary>
    /// <exception cref="ConfigException">It is none.</exception>
    public static double Parse(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= 1
            ? value : throw new ConfigException(option, $"'{text}'", "a probability from 0 to 1");

    /// <summary>Reads a rule.</summary>
    /// <exception cref="ConfigException">It is none.</exception>
    public static ThresholdRule ParseRule(string text)
    {
        var parts = text.Split('=', 2);
        var value = parts.Length == 2 && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 1 ? number : (double?)null;
        return (parts[0], parts.Length, value) switch
        {
            ("f1", 1, _) => new ThresholdRule(ThresholdKind.F1, 0),
            ("youden", 1, _) => new ThresholdRule(ThresholdKind.Youden, 0),
            ("precision", 2, { } precision) => new ThresholdRule(ThresholdKind.Precision, precision),
            ("recall", 2, { } recall) => new ThresholdRule(ThresholdKind.Recall, recall),
            _ => throw new ConfigException("--rule", $"'{text}'", Rules, parts[0] switch
            {
                "precision" or "recall" when parts.Length == 1 => $"Such as {parts[0]}=0.8.",
                "precision" or "recall" when double.TryParse(parts[1].TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                    out var percent) && percent is > 1 and <= 100 =>
                    string.Create(CultureInfo.InvariantCulture, $"{percent} % is {parts[0]}={percent / 100}."),
                "precision" or "recall" => "",
                "f1" or "youden" => $"{parts[0]} takes no number.",
                _ => Synonyms.Hint(parts[0], ["f1", "youden", "precision", "recall"]),
            }),
        };
    }

    /// <summary>A model that decides by another threshold than its zip's, for one run.</summary>
    /// <exception cref="ConfigException">The model has no threshold.</exception>
    public static OpenedModel Apply(OpenedModel opened, double? threshold)
    {
        if (threshold is null)
            return opened;
        return opened.Signature.Threshold is not null
            ? opened with { Signature = opened.Signature with { Threshold = threshold } }
            : throw new ConfigException("--threshold", $"a threshold for a {opened.Signature.Task.ToString().ToLowerInvariant()} model",
                "no threshold: only binary models have one");
    }
}
