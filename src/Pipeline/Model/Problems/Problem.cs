namespace Pipeline.Model.Problems;

/// <summary>One thing that is wrong, in the four parts that every error of this program has.</summary>
/// <param name="Where">File:line:column, JSON path, zip entry or graph node.</param>
/// <param name="Found">What was found there.</param>
/// <param name="Expected">What was expected instead.</param>
/// <param name="Remedy">What to do; empty where what was expected says it already.</param>
internal sealed record Problem(string Where, string Found, string Expected, string Remedy = "")
{
    /// <inheritdoc cref="Problem(string, string, string, string)" path="/param[@name='Where']"/>
    public string Where { get; init; } = DataText.Part(Where);

    /// <inheritdoc cref="Problem(string, string, string, string)" path="/param[@name='Found']"/>
    public string Found { get; init; } = DataText.Part(Found);

    /// <inheritdoc cref="Problem(string, string, string, string)" path="/param[@name='Expected']"/>
    public string Expected { get; init; } = DataText.Part(Expected);

    /// <inheritdoc cref="Problem(string, string, string, string)" path="/param[@name='Remedy']"/>
    public string Remedy { get; init; } = DataText.Part(Remedy);

    /// <summary>One line: where, found, expected, remedy.</summary>
    public override string ToString()
    {
        // Messages of .NET end with a full stop, which must not stand before the semicolon.
        var text = $"{Where}: {Found.TrimEnd('.')}";
        if (Expected.Length > 0)
            text += $"; expected {Expected}";
        return Printable.Line(Remedy.Length > 0 ? $"{text}. {Remedy}" : text);
    }
}
