using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Records;
using Pipeline.Model;

namespace Pipeline.Configuration.Json;

/// <summary>A record of the config: its properties, in the order in which they are declared, are the members of an object.</summary>
internal sealed class RecordForm : Form
{
    private const string Suffix = "Config";
    private static readonly ConcurrentDictionary<Type, RecordForm> known = new();
    private readonly Type type;
    private readonly Lazy<IReadOnlyList<Member>> members;
    private readonly string? shortMember;

    private RecordForm(Type type)
    {
        this.type = type;
        shortMember = type.GetCustomAttribute<ShortFormAttribute>() is { } attribute ? CamelCase.Of(attribute.Member) : null;

        // Late, because a record may hold itself (the binary trainer of oneVersusAll).
        members = new(() => [.. type.GetProperties().OrderBy(property => property.MetadataToken).Select(property => MemberOf(property, New()))]);
    }

    public IReadOnlyList<Member> Members => members.Value;

    public string Description => type.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>Its name in the schema: that of the record without «Config».</summary>
    public string Name => CamelCase.Of(type.Name.Replace(Suffix, "", StringComparison.Ordinal));

    public override string Expected => shortMember is null ? "an object" : $"an object, or a text: its {shortMember}";

    /// <summary>The member that a text alone stands for, as it is called in JSON; null where none does.</summary>
    public string? ShortMember => shortMember;

    public static RecordForm Of(Type type) => known.GetOrAdd(type, key => new RecordForm(key));

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (shortMember is not null && node is JsonValue text && (text.GetValueKind() == JsonValueKind.String || reading.IsOverridden(path)))
            node = new JsonObject { [shortMember] = text.DeepClone() };
        if (node is not JsonObject json)
            return Refuse(node, path, reading, out value, Example(node, reading.Hints));
        var record = New();
        value = record;

        // The record comes back even where a member is wrong, so that the others can still be checked against each other.
        MemberReader.Read(json, path, Members, reading, (member, read) => member.Set(record, read));
        return true;
    }

    /// <summary>The object that a text in its place may mean: one of its members is a choice that has this name.</summary>
    private string Example(JsonNode? node, INameHints hints)
    {
        var text = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
        foreach (var member in text is null ? [] : Members)
        {
            if (member.Form is EnumForm form && form.Meant(text!, hints) is { } meant)
                return $"Such as {{\"{member.Name}\": \"{meant}\"}}.";
        }
        return "";
    }

    public override JsonNode? Write(object value)
    {
        var json = new JsonObject();
        foreach (var member in Members)
            json[member.Name] = member.Get(value) is { } inner ? member.Form.Write(inner) : null;
        return json;
    }

    public override JsonObject Schema()
    {
        var reference = new JsonObject { ["$ref"] = $"#/$defs/{Name}" };
        return shortMember is null ? reference : new() { ["anyOf"] = new JsonArray(new TextForm().Schema(), reference) };
    }

    /// <summary>The schema that <see cref="Schema"/> refers to.</summary>
    public JsonObject Definition()
    {
        var properties = new JsonObject();
        foreach (var member in Members)
            properties[member.Name] = member.Schema();
        var schema = new JsonObject { ["type"] = "object", ["description"] = Description, ["properties"] = properties };
        if (Members.Any(member => member.Required))
            schema["required"] = new JsonArray([.. Members.Where(member => member.Required).Select(member => JsonValue.Create(member.Name))]);
        schema["additionalProperties"] = false;
        return schema;
    }

    private object New() => Activator.CreateInstance(type)!;

    private static Member MemberOf(PropertyInfo property, object fresh) =>
        new(CamelCase.Of(property.Name), FormOf(property), property.GetValue(fresh), property.SetValue)
        {
            Get = property.GetValue,
            Required = property.IsDefined(typeof(RequiredMemberAttribute)),
            Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "",
            When = property.GetCustomAttribute<WhenAttribute>()?.Text ?? "",
        };

    private static Form FormOf(PropertyInfo property)
    {
        var fewest = property.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0;
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
            return new MarkForm([.. allowed.Values.Cast<char>()]);
        if (property.IsDefined(typeof(MayBeEmptyAttribute)))
            return new ListForm(new TextForm(mayBeEmpty: true), typeof(string), fewest);
        var range = NumberRange.Of(property.GetCustomAttribute<RangeAttribute>());
        return FormOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, range, fewest);
    }

    private static Form FormOf(Type type, NumberRange range, int fewest) => type switch
    {
        _ when type == typeof(bool) => new BooleanForm(),
        _ when type == typeof(int) || type == typeof(double) => new NumberForm(type, range),
        _ when type == typeof(string) => new TextForm(),
        _ when type == typeof(char) => new SeparatorForm(),
        _ when type.IsEnum => new EnumForm(type),
        _ when type == typeof(ColumnSet) => new ColumnSetForm(),
        _ when type == typeof(MissingTexts) => new MissingForm(),
        _ when type == typeof(ThresholdRule) => new ThresholdForm(),
        _ when type == typeof(SplitGap) => new GapForm(),
        _ when type == typeof(JsonObject) => new ObjectForm(),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
            new ListForm(FormOf(type.GenericTypeArguments[0], range, 0), type.GenericTypeArguments[0], fewest),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) =>
            new MapForm(FormOf(type.GenericTypeArguments[1], range, 0), type.GenericTypeArguments[1]),
        _ when type.Name.EndsWith(Suffix, StringComparison.Ordinal) => Of(type),
        _ => throw new NotSupportedException($"the config has no form for {type}"),
    };
}
