using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pipeline.Model;

namespace Pipeline.Configuration.Records;

[Description("The tables of a run and what their columns are. Paths are relative to the config file.")]
internal sealed record DataConfig
{
    [Description("Training file, directory or glob, or a list of them.")]
    [MinLength(1)]
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Test file(s); empty where rows are split off the training files.</summary>
    [Description("Test file, directory or glob, or a list of them; without it rows are split off (see split).")]
    public IReadOnlyList<string> Test { get; init; } = [];

    [Description("The column to predict.")]
    public required LabelConfig Label { get; init; }

    [Description("Columns that pass through to the scores.")]
    public IReadOnlyList<string> Id { get; init; } = [];

    [Description("Numeric feature columns: names, patterns with * and ?, or \"rest\" for every column not named elsewhere.")]
    public ColumnSet Numeric { get; init; } = ColumnSet.None;

    [Description("Categorical feature columns: names, patterns with * and ?, or \"rest\" for every column not named elsewhere.")]
    public ColumnSet Categorical { get; init; } = ColumnSet.None;

    [Description("Columns to leave out: names or patterns; \"\" is a column without a name.")]
    [MayBeEmpty]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Categorical columns that may have another category in every row.</summary>
    [Description("Categorical columns that may have another category in (almost) every row (more than 95 % of at least 50 training rows), which "
        + "is an error otherwise: names or patterns.")]
    public IReadOnlyList<string> AllowDistinct { get; init; } = [];

    [Description("Texts that mean a missing value, beside the empty field (and NaN in a column of numbers): a list for all columns, or an object: "
        + "{ \"numeric\": [\"NA\"], \"categorical\": [], \"country\": [] }, where a column goes before its kind (columns called numeric, categorical "
        + "or columns are named inside \"columns\": {}). Matched exactly, but numbers by value in columns of numbers: -999 is -999.0 too. "
        + "A label, target, weight or time that is one of them is a bad row: it must be there. Ids are never missing.")]
    public MissingTexts Missing { get; init; } = MissingTexts.None;

    [Description("The field separator: one ASCII character.")]
    public char Separator { get; init; } = ',';

    [Description("The decimal mark of numbers.")]
    [AllowedValues('.', ',')]
    public char Decimal { get; init; } = '.';

    [Description("Columns whose numbers are written with thousands separators, percent signs, currency signs or another decimal mark, by name.")]
    public IReadOnlyDictionary<string, NumberTextConfig> Numbers { get; init; } = new Dictionary<string, NumberTextConfig>();

    [Description("Whether blanks and tabs around fields and column names are taken off, also inside quotes; without it ' NA' is not 'NA'.")]
    public bool Trim { get; init; }

    [Description("The encoding of files without a byte order mark; a mark goes before it.")]
    public TextEncoding Encoding { get; init; } = TextEncoding.Utf8;

    [Description("How many lines of each file stand before its header and are skipped, whatever is in them.")]
    [Range(0, 1_000_000)]
    public int SkipLines { get; init; }

    [Description("What a line begins with that is a comment and no row, such as #.")]
    public string? Comment { get; init; }

    [Description("The columns of files that have no header line, in their order; without it the first line is the header.")]
    [MinLength(1)]
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Column of row weights, or null.</summary>
    [Description("Column of row weights (numbers, not negative): in the loss, the fill values, the normalizer, the calibrator and the figures, "
        + "a row of weight 2 counts as two rows and one of weight 0 as none. Limits on rows, such as minimumExampleCountPerLeaf, count rows; "
        + "the column statistics in the zip are without weights, since new rows have none.")]
    public string? Weight { get; init; }

    /// <summary>Numeric columns carried as Double through the normalizer, whatever the rule says.</summary>
    [Description("Numeric columns to carry as Double through the normalizer, whatever the rule says: names or patterns.")]
    public IReadOnlyList<string> AsDouble { get; init; } = [];

    [Description("Numeric columns to carry as Single, whatever the rule says: names or patterns.")]
    public IReadOnlyList<string> AsSingle { get; init; } = [];

    /// <summary>How the files are written.</summary>
    public TableForm Form() => new()
    {
        Decimal = Decimal,
        Numbers = Numbers.ToDictionary(pair => pair.Key, pair => pair.Value.As(Decimal), StringComparer.Ordinal),
        Trim = Trim,
        Encoding = Encoding,
        SkipLines = SkipLines,
        Comment = Comment,
        Names = Names,
    };
}

[Description("The column to predict; its name alone may stand for the object.")]
[ShortForm(nameof(Column))]
internal sealed record LabelConfig
{
    [Description("Name of the column.")]
    public required string Column { get; init; }

    /// <summary>The class whose probability is reported; needed for binary, refused otherwise.</summary>
    [Description("The class whose probability is reported; binary needs it.")]
    [When("for task binary")]
    public string? Positive { get; init; }
}
