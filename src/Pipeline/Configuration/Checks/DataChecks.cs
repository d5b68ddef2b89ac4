using Pipeline.Configuration.Forms;
using Pipeline.Model;

namespace Pipeline.Configuration.Checks;

/// <summary>Checks of data and split that concern more than one member.</summary>
internal static class DataChecks
{
    public static void Run(RunConfig config, Reading reading)
    {
        Positive(config, reading);
        Features(config, reading);
        Missing(config, reading);
        FormChecks.Run(config.Data, reading);
        Files(config, reading);
        if (reading.Sound("split") && config.Split is { By: not SplitBy.Rows, Column: null })
        {
            reading.Add(
                "$.split.column", "nothing", $"the {EnumForm.Text(config.Split.By)} column, since split.by is {EnumForm.Text(config.Split.By)}",
                "Name the column, or split by rows.");
        }
    }

    private static void Positive(RunConfig config, Reading reading)
    {
        if (reading.Sound("task", "data.label") && config is { Task: TaskKind.Binary, Data.Label.Positive: null })
        {
            reading.Add(
                "$.data.label.positive", "nothing", "the class whose probability is reported, since task is binary",
                $"Write the text that column '{config.Data.Label.Column}' has in the rows of that class.");
        }
    }

    private static void Features(RunConfig config, Reading reading)
    {
        if (!reading.Sound("data.numeric", "data.categorical"))
            return;
        var (numeric, categorical) = (config.Data.Numeric, config.Data.Categorical);
        if (numeric.Rest && categorical.Rest)
        {
            reading.Add(
                "$.data.categorical", "\"rest\", as in data.numeric", "\"rest\" in one of numeric and categorical",
                "Name the columns of one of them, by name or pattern.");
        }
        if (!numeric.Rest && !categorical.Rest && numeric.Patterns.Count + categorical.Patterns.Count == 0)
        {
            reading.Add(
                "$.data", "neither numeric nor categorical columns", "at least one feature column",
                "\"numeric\": \"rest\" takes every column that is named nowhere else.");
        }
    }

    private static void Missing(RunConfig config, Reading reading)
    {
        if (!reading.Sound("data.missing"))
            return;
        var missing = config.Data.Missing;
        foreach (var texts in missing.Columns.Values.Append(missing.Numeric).Concat(missing.IsPlain ? [] : [missing.Categorical]))
        {
            foreach (var twice in texts.GroupBy(marker => marker, StringComparer.Ordinal).Where(group => group.Count() > 1))
                reading.Add("$.data.missing", $"'{twice.Key}' more than once", "each missing marker once");
        }
        if (reading.Sound("data.label") && config.Data.Label is { Positive: { } positive, Column: var label }
            && missing.Of(label, isNumber: false).Contains(positive))
        {
            reading.Add(
                "$.data.missing", $"'{positive}', which is the positive class", "markers that are no class",
                $"A row of that class would have no label. Markers go by kind and column too: {{ \"numeric\": [\"{positive}\"], \"{label}\": [] }}.");
        }
    }

    private static void Files(RunConfig config, Reading reading)
    {
        if (!reading.Sound("data.train", "data.test"))
            return;
        foreach (var path in config.Data.Test.Intersect(config.Data.Train, StringComparer.Ordinal))
        {
            reading.Add(
                "$.data.test", $"'{path}', which is in data.train too", "test files that were not trained on",
                "Leave data.test out to hold rows of data.train back (see split).");
        }
    }
}
