using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Checks;

/// <summary>Checks of what data says about how files are written.</summary>
internal static class FormChecks
{
    public static void Run(DataConfig data, Reading reading)
    {
        if (reading.Sound("data.numbers", "data.decimal"))
            Numbers(data, reading);
        if (reading.Sound("data.comment", "data.separator") && data.Comment is { } comment
            && (comment.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 || comment.Contains(data.Separator, StringComparison.Ordinal)))
        {
            reading.Add("$.data.comment", $"'{comment}'", "a text without quotes, line ends and the separator");
        }
        if (reading.Sound("data.names") && data.Names is { } names)
        {
            foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
                reading.Add("$.data.names", $"'{twice.Key}' more than once", "each column once");
        }
        if (reading.Sound("data.missing", "data.id"))
        {
            foreach (var id in data.Missing.Columns.Keys.Intersect(data.Id, StringComparer.Ordinal))
                reading.Add("$.data.missing", $"column {DataText.Name(id)}, which data.id names too",
                    "columns that can be missing: an id passes through as it stands");
        }
    }

    private static void Numbers(DataConfig data, Reading reading)
    {
        foreach (var (column, text) in data.Numbers)
        {
            var path = JsonPath.Member("$.data.numbers", column);
            if (text.Thousands == (text.Decimal ?? data.Decimal))
            {
                reading.Add(
                    $"{path}.thousands", $"'{text.Thousands}', which is the decimal mark", "another character than the decimal mark", "Set decimal beside it.");
            }
            if (text.Currency is { } currency && !IsCurrency(currency))
                reading.Add($"{path}.currency", $"'{currency}'", "a sign or word without digits, signs, decimal marks and percent signs");
            if (text == new NumberTextConfig())
                reading.Add(path, "nothing that differs from other columns", "decimal, thousands, percent or currency");
        }
    }

    private static bool IsCurrency(string text) =>
        text.Trim() == text && text.All(c => !char.IsAsciiDigit(c) && c is not ('.' or ',' or '+' or '-' or '%' or '\'' or '_'));
}
