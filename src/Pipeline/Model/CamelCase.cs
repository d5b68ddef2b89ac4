using System.Text.Json;

namespace Pipeline.Model;

/// <summary>A name of C#'s as configs, JSON and command lines write it: its first letter small.</summary>
internal static class CamelCase
{
    /// <summary>Of the name of a property or type.</summary>
    public static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>Of a value of an enum.</summary>
    public static string Of(Enum value) => Of(value.ToString());
}
