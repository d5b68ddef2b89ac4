using System.Text;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Fields;

/// <summary>Tells what a field that is no number would be, were numbers written in another way.</summary>
internal static class NumberHints
{
    private static readonly NumberText[] habits =
    [
        .. from percent in (bool[])[false, true]
           from currency in (string?[])[null, "€", "$", "£", "¥", "EUR", "USD"]
           from marks in ((char Decimal, char? Thousands)[])[('.', null), (',', null), ('.', ','), (',', '.'), ('.', ' '), (',', ' '), ('.', '\''), (',', '\'')]
           where !percent || currency is null
           select new NumberText(marks.Decimal, marks.Thousands, percent, currency),
    ];

    private static readonly (NumberText Form, WrittenNumber Reader)[] readers = [.. habits.Select(form => (form, new WrittenNumber(form)))];

    /// <summary>What to say in the config, where the field is a number to it; else nothing. Two where both are possible: 1,234.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> field, string column, NumberText form)
    {
        var found = new List<string>();
        if (field.Length > 40 || !field.ContainsAnyInRange((byte)'0', (byte)'9'))
            return found;
        var own = readers.FirstOrDefault(pair => pair.Form == form).Reader ?? new WrittenNumber(form);
        if (own.TryRead(field, out _))
            return found;
        double first = 0;
        NumberText? reached = null;
        foreach (var (habit, reader) in readers)
        {
            // A second one only where it is another number, with the same signs around it.
            if (found.Count == 2 || (reached is not null && (habit.Percent, habit.Currency) != (reached.Percent, reached.Currency))
                || !reader.TryRead(field, out var value) || (reached is not null && value == first))
                continue;
            found.Add(Say(habit, column));
            (first, reached) = (value, habit);
        }
        return found;
    }

    private static string Say(NumberText habit, string column)
    {
        if (habit == NumberText.Plain)
            return "data.decimal: \".\"";
        if (habit == NumberText.Plain with { Decimal = ',' })
            return "data.decimal: \",\"";
        var members = new List<string>();
        if (habit.Decimal == ',')
            members.Add("\"decimal\": \",\"");
        if (habit.Thousands is { } mark)
            members.Add($"\"thousands\": \"{mark}\"");
        if (habit.Percent)
            members.Add("\"percent\": true");
        if (habit.Currency is { } currency)
            members.Add($"\"currency\": \"{currency}\"");
        return new StringBuilder("data.numbers: { \"").Append(DataText.Cell(column)).Append("\": { ").AppendJoin(", ", members).Append(" } }").ToString();
    }
}
