namespace Pipeline.Model;

/// <summary>
/// How the files of a table are written, beyond their separator. It travels with the model, so that evaluation and scoring read as
/// training did.
/// </summary>
internal sealed record TableForm
{
    /// <summary>A header, UTF-8, numbers with a decimal point, nothing to skip.</summary>
    public static TableForm Plain { get; } = new();

    /// <summary>The decimal mark of numbers whose column says nothing else: a point or a comma.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>By the name of a column: how its numbers are written.</summary>
    public IReadOnlyDictionary<string, NumberText> Numbers { get; init; } = new Dictionary<string, NumberText>();

    /// <summary>Whether blanks and tabs around fields and column names are taken off.</summary>
    public bool Trim { get; init; }

    /// <summary>The encoding of files without a byte order mark.</summary>
    public TextEncoding Encoding { get; init; } = TextEncoding.Utf8;

    /// <summary>Lines before the header, or before the first row where <see cref="Names"/> says the columns.</summary>
    public int SkipLines { get; init; }

    /// <summary>What a line begins with that is a comment, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The columns of files without a header, in order, or null where files have one.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Whether this is something that a config may say: what is read from a file may be anything.</summary>
    internal bool IsSound => IsMark(Decimal) && SkipLines >= 0 && Comment is not "" && Encoding is >= TextEncoding.Utf8 and <= TextEncoding.Utf16BE
        && Names is null or { Count: > 0 } && Names?.Any(name => name is null) != true
        && Numbers?.Values.All(text => text is not null && IsMark(text.Decimal) && text.Currency is not "") == true;

    /// <summary>How the numbers of a column are written.</summary>
    public NumberText NumberOf(string column) =>
        Numbers.TryGetValue(column, out var own) ? own : Decimal == NumberText.Plain.Decimal ? NumberText.Plain : NumberText.Plain with { Decimal = Decimal };

    private static bool IsMark(char mark) => mark is '.' or ',';
}
