using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

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
        Validation(config, reading);
        if (reading.Sound("split") && config.Split is { By: SplitBy.Group or SplitBy.Time or SplitBy.Column, Column: null })
        {
            reading.Add(
                "$.split.column", "nothing", $"the {EnumForm.Text(config.Split.By)} column, since split.by is {EnumForm.Text(config.Split.By)}",
                "Name the column, or split by rows.");
        }
    }

    /// <summary>Early stopping and fitOn validation need validation rows.</summary>
    private static void Validation(RunConfig config, Reading reading)
    {
        if (!reading.Sound("split", "model.earlyStopping", "scoring"))
            return;
        if (config.Split.By == SplitBy.Column && config.Data.Test.Count > 0)
            reading.Add("$.split.by", "column although data.test names the test rows", "one of the two",
                "Leave data.test out, or split by rows, features, group or time.");
        if (config.Split.Validation is not null || config.Split.By == SplitBy.Column)
            return;
        if (config.Model.EarlyStopping is not null)
            reading.Add("$.model.earlyStopping", "no validation rows", "a share of the training rows in split.validation",
                "For example \"split\": {\"validation\": 0.2}.");
        if (config.Scoring.FitOn == FitOn.Validation && Conditions.FitsScores(config))
            reading.Add("$.scoring.fitOn", "no validation rows", "a share of the training rows in split.validation",
                "For example \"split\": {\"validation\": 0.2}, or fit on outOfFold.");
    }

    private static void Positive(RunConfig config, Reading reading)
    {
        if (reading.Sound("task", "data.label") && config is { Task: TaskKind.Binary, Data.Label.Positive: null })
        {
            reading.Add(
                "$.data.label.positive", "nothing", "the class whose probability is reported, since task is binary",
                $"Write the text that column {DataText.Name(config.Data.Label.Column)} has in the rows of that class.");
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
                reading.Add("$.data.missing", $"{DataText.Quote(twice.Key)} more than once", "each missing marker once");
        }
        if (reading.Sound("data.label") && config.Data.Label is { Positive: { } positive, Column: var label }
            && missing.Of(label, isNumber: false).Contains(positive))
        {
            reading.Add(
                "$.data.missing", $"{DataText.Quote(positive)}, which is the positive class", "markers that are no class",
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
