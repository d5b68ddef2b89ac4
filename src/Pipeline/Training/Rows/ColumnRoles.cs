using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>Which column of the training file is what: the config's names, patterns and «rest», held against the header.</summary>
/// <param name="Numeric">Numeric features, in the order of the header.</param>
/// <param name="Categorical">Categorical features, in the order of the header.</param>
internal sealed record ColumnRoles(IReadOnlyList<string> Numeric, IReadOnlyList<string> Categorical)
{
    /// <summary>Finds the feature columns. An exact name goes before a pattern, a pattern before «rest».</summary>
    /// <param name="config">The run's config.</param>
    /// <param name="header">The columns of the first training file.</param>
    /// <param name="file">How messages name that file.</param>
    /// <exception cref="DataException">A name or pattern means no column, a column has two roles, or no feature is left.</exception>
    public static ColumnRoles Resolve(RunConfig config, IReadOnlyList<string> header, string file)
    {
        var data = config.Data;
        var problems = new List<Problem>();
        var place = data.Names is null ? FormattableString.Invariant($"{file}:{data.SkipLines + 1}") : "$.data.names";
        var listed = new (string Path, IReadOnlyList<string> Patterns)[]
        {
            ("$.data.label.column", [data.Label.Column]),
            ("$.data.weight", data.Weight is null ? [] : [data.Weight]),
            ("$.split.column", config.Split.Column is null ? [] : [config.Split.Column]),
            ("$.split.key", config.Split.Key),
            ("$.data.id", data.Id),
            ("$.data.ignore", data.Ignore),
            ("$.data.numeric", data.Numeric.Patterns),
            ("$.data.categorical", data.Categorical.Patterns),
        };
        HeaderBinding.CheckSeparator(
            [.. listed.SelectMany(pair => pair.Patterns).Where(name => !ColumnPatterns.IsPattern(name) && !header.Contains(name))],
            header, place, data.Separator);
        foreach (var (path, patterns) in listed)
            CheckNames(path, patterns, header, place, problems);
        var reserved = listed[..5].SelectMany(pair => pair.Patterns).ToHashSet(StringComparer.Ordinal);
        var numeric = new List<string>();
        var categorical = new List<string>();
        foreach (var column in header.Distinct(StringComparer.Ordinal))
        {
            switch (RoleOf(column, data, reserved, place, problems))
            {
                case Role.Numeric: numeric.Add(column); break;
                case Role.Categorical: categorical.Add(column); break;
                case Role.None: break;
            }
        }
        CheckNumeric("$.impute.indicators", config.Impute.Indicators);
        CheckNumeric("$.impute.columns", config.Impute.Columns.Keys.ToList());
        CheckNumeric("$.data.asDouble", data.AsDouble);
        CheckNumeric("$.data.asSingle", data.AsSingle);
        CheckNames("$.data.allowDistinct", data.AllowDistinct, categorical, place, problems);
        FormColumns.Check(config, header, numeric, place, problems);
        if (problems.Count == 0 && numeric.Count + categorical.Count == 0)
            problems.Add(new Problem(place, "no feature column", "columns named by $.data.numeric or $.data.categorical"));
        return problems.Count == 0 ? new ColumnRoles(numeric, categorical) : throw new DataException(problems);

        void CheckNumeric(string path, IReadOnlyList<string> patterns)
        {
            foreach (var name in patterns.Where(name => header.Contains(name) && !numeric.Contains(name)))
            {
                problems.Add(new Problem(path, $"column {DataText.Name(name)}, which is not numeric", "a column that $.data.numeric means",
                    NearestName.Hint(name, numeric)));
            }
            CheckNames(path, patterns.Where(name => !header.Contains(name)).ToList(), numeric, place, problems);
        }
    }

    private enum Role
    {
        None,
        Numeric,
        Categorical,
    }

    private static Role RoleOf(string column, DataConfig data, HashSet<string> reserved, string place, List<Problem> problems)
    {
        var exact = Roles(column, data, (pattern, name) => pattern == name);
        if (exact.Count == 0 && reserved.Contains(column))
            return Role.None;
        var roles = exact.Count > 0 ? exact : Roles(column, data, ColumnPatterns.Matches);
        if (roles.Count > 1)
        {
            problems.Add(new Problem(place, $"column {DataText.Name(column)} matches patterns of {string.Join(" and ", roles.Select(r => r.Path))}",
                "one role a column", "Name the column itself under one of them: a name goes before a pattern."));
        }
        if (roles.Count > 0 && roles[0].Role != Role.None && column.Length == 0)
        {
            problems.Add(new Problem(place, $"a column without a name, which {roles[0].Path} means", "a name for each column that is used",
                "Name it in the header, or leave it out: \"ignore\": [\"\"]. \"rest\" leaves it out too."));
        }
        if (roles.Count > 0)
            return roles[0].Role;
        // An index that a data frame wrote, or what stands beside a sheet: nobody means it by the rest.
        if (column.Length == 0)
            return Role.None;
        return data.Numeric.Rest ? Role.Numeric : data.Categorical.Rest ? Role.Categorical : Role.None;
    }

    private static List<(string Path, Role Role)> Roles(string column, DataConfig data, Func<string, string, bool> matches)
    {
        var candidates = new (string Path, Role Role, IReadOnlyList<string> Patterns)[]
        {
            ("$.data.numeric", Role.Numeric, data.Numeric.Patterns),
            ("$.data.categorical", Role.Categorical, data.Categorical.Patterns),
            ("$.data.ignore", Role.None, data.Ignore),
        };
        return candidates.Where(c => c.Patterns.Any(pattern => matches(pattern, column))).Select(c => (c.Path, c.Role)).ToList();
    }

    private static void CheckNames(
        string path, IReadOnlyList<string> patterns, IReadOnlyList<string> columns, string place, List<Problem> problems)
    {
        foreach (var pattern in patterns.Where(pattern => !columns.Any(column => ColumnPatterns.Matches(pattern, column))))
        {
            var what = ColumnPatterns.IsPattern(pattern) ? $"no column that matches {DataText.Name(pattern)}" : $"no column {DataText.Name(pattern)}";
            problems.Add(new Problem(place, $"{what}, which {path} names", "it in the header", NearestName.Hint(pattern, columns)));
        }
    }
}
