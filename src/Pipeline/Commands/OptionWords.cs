using Pipeline.Configuration.Json;
using Pipeline.Model.Problems;

namespace Pipeline.Commands;

/// <summary>Options whose value is one of a few words: an enum's members as a config writes them.</summary>
internal static class OptionWords
{
    /// <summary>The member of that name; a problem and the default where there is none.</summary>
    public static T Parse<T>(string option, string text, List<Problem> problems)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(value => EnumForm.Text(value));
        if (words.TryGetValue(text, out var value))
            return value;
        string[] names = [.. words.Keys];
        var all = names.Length <= 2 ? string.Join(" or ", names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        problems.Add(new Problem(option, DataText.Quote(text), all, NearestName.Hint(text, names)));
        return default;
    }
}
