using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Fields;

namespace Pipeline.Training.Rows;

/// <summary>
/// The times of a column, all in one form. Two forms side by side have no common order: 2024-01-01 and 20240601 may be the same
/// kind of thing to a reader, and are 1.7 billion seconds and twenty million to a program.
/// </summary>
/// <param name="Name">The column.</param>
/// <param name="Form">How its times are written.</param>
/// <param name="Values">[rows] as <see cref="TimeText.TryRead"/> gives them.</param>
internal sealed record TimeColumn(string Name, TimeForm Form, decimal[] Values)
{
    private const int SecondsOfDay = 86_400;

    /// <summary>Reads the times of a batch.</summary>
    /// <exception cref="DataException">The column has two forms.</exception>
    public static TimeColumn Read(RowBatch batch)
    {
        var column = batch.Schema.IndexOf(FieldKind.Time);
        var name = batch.Schema.Columns[column].Name;
        var values = new decimal[batch.Count];
        var first = new Dictionary<TimeForm, int>();
        var counts = new Dictionary<TimeForm, int>();
        for (var row = 0; row < values.Length; row++)
        {
            if (!TimeText.TryRead(batch.Texts(column)[row], out var form, out values[row]))
                throw new InvalidOperationException($"row {row} of column {DataText.Name(name)} has no time, though it was read as one");
            first.TryAdd(form, row);
            counts[form] = counts.GetValueOrDefault(form) + 1;
        }
        return new TimeColumn(name, OneForm(batch, column, first, counts), values);
    }

    /// <summary>How far apart two times are in the unit of a gap.</summary>
    /// <exception cref="ConfigException">The gap has a unit where the column has none, or none where it needs one.</exception>
    public Func<decimal, decimal, decimal> Distance(SplitGap gap)
    {
        if (gap.Unit is { } unit)
        {
            if (Form == TimeForm.Number)
                throw Wrong(gap, $"a number in the unit of column {DataText.Name(Name)}, whose times are numbers");
            var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => SecondsOfDay };
            return (from, to) => (TimeText.Seconds(Form, to)!.Value - TimeText.Seconds(Form, from)!.Value) / seconds;
        }
        return Form is TimeForm.Date or TimeForm.DateTime or TimeForm.DateTimeWithOffset or TimeForm.CompactDate or TimeForm.CompactMonth
            ? throw Wrong(gap, $"a gap with a unit, such as \"7d\" or \"12h\", since column {DataText.Name(Name)} holds {TimeText.Words(Form)}")
            : (from, to) => to - from;
    }

    private static ConfigException Wrong(SplitGap gap, string expected) => new("$.split.gap", gap.ToString(), expected);

    /// <summary>
    /// Counts of something may look like times: days 998, 999, 1800. So plain numbers may stand beside one calendar's, years beside any of
    /// them; beside dates such as 20240601 only where those are the fewer.
    /// </summary>
    private static bool IsOfNumbers(Dictionary<TimeForm, int> counts)
    {
        var calendars = counts.Keys.Where(form => form != TimeForm.Number).ToList();
        return counts.ContainsKey(TimeForm.Number) && calendars is [var calendar] && calendar < TimeForm.Date
            && (calendar is not (TimeForm.CompactMonth or TimeForm.CompactDate) || counts[calendar] < counts[TimeForm.Number]);
    }

    private static TimeForm OneForm(RowBatch batch, int column, Dictionary<TimeForm, int> first, Dictionary<TimeForm, int> counts)
    {
        var forms = first.OrderBy(pair => pair.Value).ToList();
        if (forms.Count == 1)
            return forms[0].Key;
        if (IsOfNumbers(counts))
            return TimeForm.Number;
        var other = forms[1];
        throw new DataException($"column {DataText.Name(batch.Schema.Columns[column].Name)}", $"two forms of time: {Show(forms[0])} and {Show(other)}",
            "one form of time in the column", "Write all of them in one form, best as dates in ISO 8601.");

        string Show(KeyValuePair<TimeForm, int> pair) => $"'{batch.Texts(column)[pair.Value]}' ({TimeText.Words(pair.Key)}) in {batch.OriginOf(pair.Value)}";
    }
}
