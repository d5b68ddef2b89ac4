using Pipeline.Model.Problems;

namespace Pipeline.Commands;

/// <summary>Options whose value is one of a few words: the names of an enum's members in lower case.</summary>
internal static class OptionWords
{
    /// <summary>The member of that name; a problem and the default where there is none.</summary>
    public static T Parse<T>(string option, string text, List<Problem> problems)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(Of);
        if (words.TryGetValue(text, out var value))
            return value;
        string[] names = [.. words.Keys];
        var all = names.Length <= 2 ? string.Join(" or ", names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        problems.Add(new Problem(option, DataText.Quote(text), all, NearestName.Hint(text, names)));
        return default;
    }

    /// <summary>The word of a member.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
