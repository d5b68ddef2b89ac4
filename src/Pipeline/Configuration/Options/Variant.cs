using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>One type of an option that is an object: its name, its own options, and how it is made of them.</summary>
/// <param name="Type">The name that a config gives.</param>
/// <param name="Members">Its own options, sorted by name.</param>
/// <param name="Make">Makes it of their values; null where <see cref="Fresh"/> is made and then set.</param>
internal sealed record Variant(string Type, IReadOnlyList<Member> Members, Func<IReadOnlyDictionary<string, object?>, object>? Make)
{
    public Func<object>? Fresh { get; init; }
}

/// <summary>A type that was chosen, with the values of its options.</summary>
internal sealed record ChosenVariant(Variant Variant, IReadOnlyDictionary<string, object?> Values)
{
    public static ChosenVariant Default(Variant variant) => new(variant, variant.Members.ToDictionary(member => member.Name, member => member.Default));

    /// <summary>A fresh object of ML.NET's.</summary>
    public object Create()
    {
        if (Variant.Make is { } make)
            return make(Values);
        var made = Variant.Fresh!();
        foreach (var member in Variant.Members)
            member.Set(made, Values[member.Name]);
        return made;
    }

    public JsonObject Write()
    {
        var json = new JsonObject { [VariantForm.TypeMember] = Variant.Type };
        foreach (var member in Variant.Members)
            json[member.Name] = Values[member.Name] is { } value ? member.Form.Write(value) : null;
        return json;
    }
}
