using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>An option that is an object: {"type": name, and the options of that type}, or the name alone.</summary>
internal sealed class VariantForm(IReadOnlyList<Variant> variants) : Form
{
    public const string TypeMember = "type";

    public IReadOnlyList<Variant> Variants => variants;

    public override string Expected =>
        $"{string.Join(" or ", variants.Select(variant => $"\"{variant.Type}\""))}, or an object with that as its {TypeMember}";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        var own = (node as JsonObject)?.DeepClone().AsObject();
        var typeNode = own is null ? node : own[TypeMember];
        var typePath = own is null ? path : JsonPath.Member(path, TypeMember);
        var type = typeNode?.GetValueKind() == JsonValueKind.String ? typeNode.GetValue<string>() : null;
        if (variants.FirstOrDefault(variant => variant.Type == type) is not { } variant)
        {
            return Refuse(typeNode, typePath, reading, out value, type is null ? "" : Synonyms.Hint(type, variants.Select(known => known.Type)));
        }
        var values = variant.Members.ToDictionary(member => member.Name, member => member.Default);
        own?.Remove(TypeMember);
        var sound = MemberReader.Read(own ?? [], path, variant.Members, reading, (member, read) => values[member.Name] = read);
        value = new ChosenVariant(variant, values);
        return sound;
    }

    public override JsonNode? Write(object value) => ((ChosenVariant)value).Write();

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
        [
            new JsonObject { ["enum"] = new JsonArray([.. variants.Select(variant => JsonValue.Create(variant.Type))]) },
            .. variants.Select(variant =>
            {
                var properties = new JsonObject { [TypeMember] = new JsonObject { ["const"] = variant.Type } };
                foreach (var member in variant.Members)
                    properties[member.Name] = member.Schema();
                return new JsonObject
                {
                    ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray(TypeMember), ["additionalProperties"] = false,
                };
            }),
        ]),
    };
}
