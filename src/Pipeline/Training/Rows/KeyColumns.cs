using Pipeline.Configuration.Records;
using Pipeline.Files;
using Pipeline.Tables.Sources;

namespace Pipeline.Training.Rows;

/// <summary>The columns that tell the rows of a run apart, in the ordinal order of their names.</summary>
/// <param name="Key">Those of the key that decides a row's side.</param>
/// <param name="Record">Those of the whole record: what is equal in all of them is a copy.</param>
internal sealed record KeyColumns(IReadOnlyList<string> Key, IReadOnlyList<string> Record)
{
    /// <summary>
    /// The key is <c>split.key</c>, else the ids, else the whole record. The record is every column that all files have, used or not;
    /// a name that stands twice in a header means no column, and is left out.
    /// </summary>
    public static KeyColumns Of(RunConfig config, IReadOnlyList<InputFile> files)
    {
        var record = files.Select(file => Once(TableSources.ReadHeader(file, config.Data.Separator, config.Data.Form())))
            .Aggregate((common, names) => common.Intersect(names, StringComparer.Ordinal)).ToList();
        record.Sort(StringComparer.Ordinal);
        var named = config.Split.Key.Count > 0 ? config.Split.Key : config.Data.Id;
        return new KeyColumns(named.Count > 0 ? [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : record, record);
    }

    private static IEnumerable<string> Once(IReadOnlyList<string> header) =>
        header.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() == 1).Select(group => group.Key);
}
