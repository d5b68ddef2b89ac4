using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>An option that is an object: {"type": name, and the options of that type}, or the name alone.</summary>
internal sealed class ChoiceForm(IReadOnlyList<Choice> choices) : Form
{
    public const string TypeMember = "type";

    public IReadOnlyList<Choice> Choices => choices;

    public override string Expected =>
        $"{string.Join(" or ", choices.Select(choice => $"\"{choice.Type}\""))}, or an object with that as its {TypeMember}";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        var own = (node as JsonObject)?.DeepClone().AsObject();
        var typeNode = own is null ? node : own[TypeMember];
        var typePath = own is null ? path : JsonPath.Member(path, TypeMember);
        var type = typeNode?.GetValueKind() == JsonValueKind.String ? typeNode.GetValue<string>() : null;
        if (choices.FirstOrDefault(choice => choice.Type == type) is not { } choice)
        {
            return Refuse(typeNode, typePath, reading, out value, type is null ? "" : Synonyms.Hint(type, choices.Select(known => known.Type)));
        }
        var values = choice.Members.ToDictionary(member => member.Name, member => member.Default);
        own?.Remove(TypeMember);
        var sound = MemberReader.Read(own ?? [], path, choice.Members, reading, (member, read) => values[member.Name] = read);
        value = new Chosen(choice, values);
        return sound;
    }

    public override JsonNode? Write(object value) => ((Chosen)value).Write();

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
        [
            new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice.Type))]) },
            .. choices.Select(choice =>
            {
                var properties = new JsonObject { [TypeMember] = new JsonObject { ["const"] = choice.Type } };
                foreach (var member in choice.Members)
                    properties[member.Name] = member.Schema();
                return new JsonObject
                {
                    ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray(TypeMember), ["additionalProperties"] = false,
                };
            }),
        ]),
    };
}
