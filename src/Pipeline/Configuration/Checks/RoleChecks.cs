using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Checks;

/// <summary>Each column has one role, and what is said of numeric columns is said of numeric columns.</summary>
internal static class RoleChecks
{
    private static readonly string[] roleMembers = ["label", "id", "numeric", "categorical", "ignore", "weight"];

    public static void Run(RunConfig config, Reading reading)
    {
        if (!reading.Sound([.. roleMembers.Select(member => $"data.{member}")]))
            return;
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (member, column) in Named(config.Data))
        {
            if (!roles.TryAdd(column, member))
            {
                reading.Add(
                    $"$.data.{member}",
                    $"column {DataText.Name(column)}{(roles[column] == member ? " twice" : $", which data.{roles[column]} names too")}",
                    "each column once", "");
            }
        }

        if (reading.Sound("data.asDouble", "data.asSingle"))
        {
            foreach (var column in config.Data.AsSingle.Intersect(config.Data.AsDouble, StringComparer.Ordinal))
                reading.Add("$.data.asSingle", $"column {DataText.Name(column)}, which data.asDouble names too", "each column in one of the two");
        }
        Numeric("data.asDouble", config.Data.AsDouble);
        Numeric("data.asSingle", config.Data.AsSingle);
        Numeric("impute.indicators", config.Impute.Indicators);
        Numeric("impute.columns", config.Impute.Columns.Keys);

        void Numeric(string member, IEnumerable<string> columns)
        {
            foreach (var column in columns.Where(column => reading.Sound(member) && IsExact(column)))
            {
                if (roles.TryGetValue(column, out var role) ? role != "numeric" : IsNone(config.Data.Numeric))
                {
                    reading.Add(
                        $"$.{member}", $"column {DataText.Name(column)}, which {(role is null ? "is not in data.numeric" : $"data.{role} names")}",
                        "a numeric column",
                        NearestName.Hint(column, config.Data.Numeric.Patterns));
                }
            }
        }

        // With "rest" or a pattern only the table can tell.
        bool IsNone(ColumnSet numeric) => !numeric.Rest && numeric.Patterns.All(IsExact);
    }

    private static IEnumerable<(string Member, string Column)> Named(DataConfig data) =>
        from pair in new (string Member, IEnumerable<string?> Columns)[]
        {
            ("label", [data.Label.Column]), ("weight", [data.Weight]), ("id", data.Id), ("numeric", data.Numeric.Patterns),
            ("categorical", data.Categorical.Patterns), ("ignore", data.Ignore),
        }
        from column in pair.Columns
        where column is not null && IsExact(column)
        select (pair.Member, column);

    private static bool IsExact(string name) =>
        !name.Contains('*', StringComparison.Ordinal) && !name.Contains('?', StringComparison.Ordinal);
}
