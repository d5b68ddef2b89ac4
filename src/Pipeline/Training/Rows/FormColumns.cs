using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Rows;

/// <summary>Holds the columns by whose names a config says how files are written against the header.</summary>
internal static class FormColumns
{
    /// <summary>Notes names that the header lacks, and ways of writing numbers for columns that are not read as numbers.</summary>
    public static void Check(RunConfig config, IReadOnlyList<string> header, IReadOnlyList<string> numeric, string place, List<Problem> problems)
    {
        var data = config.Data;
        foreach (var (path, names) in ((string, IEnumerable<string>)[])[("$.data.missing", data.Missing.Columns.Keys), ("$.data.numbers", data.Numbers.Keys)])
        {
            foreach (var name in names.Where(name => !header.Contains(name)))
                problems.Add(new Problem(place, $"no column {DataText.Name(name)}, which {path} names", "it in the header", NearestName.Hint(name, header)));
        }
        HashSet<string?> numbers = [.. numeric, data.Weight, config.Split.By == SplitBy.Time ? config.Split.Column : null];
        if (config.Task == TaskKind.Regression)
            numbers.Add(data.Label.Column);
        foreach (var name in data.Numbers.Keys.Where(name => header.Contains(name) && !numbers.Contains(name)))
        {
            problems.Add(new Problem(
                "$.data.numbers", $"column {DataText.Name(name)}, which is not read as numbers", "a column of numbers", NearestName.Hint(name, numeric)));
        }
    }
}
