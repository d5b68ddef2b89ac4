using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Options;

/// <summary>
/// What an unknown name most likely means: this program's name for a name of another library, a name that is known elsewhere in a
/// config, or else the nearest known name.
/// </summary>
internal static class Synonyms
{
    private const string OptionsMember = ".options";

    /// <summary>Words that mean something only beside the name that they stand for: elsewhere they may be anything.</summary>
    private static readonly HashSet<string> beside = new(
        ["name", "type", "kind", "field", "min", "max", "index", "skip", "header", "strategy", "source", "table", "measure", "event"], StringComparer.Ordinal);

    private static readonly ILookup<string, Synonym> byOther =
        SynonymTable.All.SelectMany(synonym => synonym.Others.Select(other => (other, synonym)))
            .ToLookup(pair => NearestName.Plain(pair.other), pair => pair.synonym);

    private static readonly Lazy<ILookup<string, (string Name, string Path)>> members = new(() => Members().ToLookup(pair => NearestName.Plain(pair.Name)));

    private static readonly Lazy<ILookup<string, (string Name, string Trainer)>> options = new(() => (
        from trainer in TrainerCatalog.All
        from member in OptionMembers.Of(trainer)
        select (member.Name, trainer.Name)).ToLookup(pair => NearestName.Plain(pair.Item1)));

    /// <summary>The options of all trainers, those of boosters too.</summary>
    public static IEnumerable<string> Options =>
        options.Value.SelectMany(group => group).Select(option => option.Name).Concat(OfBoosters(OptionVariants.Boosters)).Distinct();

    /// <summary>For a value, a trainer, a metric or a word of the command line.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The names that may stand there; those of options of the command line with their dashes.</param>
    public static string Hint(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        return Same(name, names) is { Length: > 0 } same ? same : Nearly(name, names) is { Length: > 0 } nearly ? nearly : NearestName.Hint(name, names);
    }

    /// <summary>For a member of an object.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="path">Where the object stands.</param>
    /// <param name="known">Its members.</param>
    public static string OfMember(string name, string path, IReadOnlyList<Member> known)
    {
        var names = known.Select(member => member.Name).ToList();
        if (Same(name, names) is { Length: > 0 } same)
            return same;
        var candidates = byOther[NearestName.Plain(name)].Select(synonym => synonym.Name).Distinct().ToList();
        if (known.FirstOrDefault(member => member.Form is VariantForm form && candidates.Intersect(OfBoosters(form.Variants)).Any()) is { } owner)
        {
            var form = (VariantForm)owner.Form;
            var option = candidates.First(OfBoosters(form.Variants).Contains);
            var type = form.Variants.First(variant => variant.Members.Any(member => member.Name == option)).Type;
            return $"{DataText.Name(name)} is {option} of {owner.Name} here, such as \"{owner.Name}\": {{\"type\": \"{type}\", \"{option}\": ...}}.";
        }
        if (Nearly(name, names) is { Length: > 0 } nearly)
            return nearly;
        if (!beside.Contains(NearestName.Plain(name))
            && candidates.SelectMany(candidate => members.Value[NearestName.Plain(candidate)]).Select(member => member.Path).ToList() is { Count: > 0 } places)
            return $"{DataText.Name(name)} is {Or(places)} here.";
        if (NearestName.Hint(name, names) is { Length: > 0 } near)
            return near;
        return Elsewhere(name, path, [.. candidates, name]);
    }

    /// <summary>The path after --set of a member or option of a config that a word of the command line most likely means; null where it means none.</summary>
    /// <param name="word">The word, with its dashes.</param>
    public static string? PathOf(string word)
    {
        var plain = NearestName.Plain(word);
        var candidates = byOther[plain].Select(synonym => NearestName.Plain(synonym.Name)).Prepend(plain).ToList();
        return candidates.SelectMany(candidate => members.Value[candidate]).Select(member => member.Path[(JsonPath.Root.Length + 1)..]).FirstOrDefault()
            ?? candidates.SelectMany(candidate => options.Value[candidate]).Select(option => $"model{OptionsMember}.{option.Name}").FirstOrDefault();
    }

    /// <summary>The first of the known names that a name stands for, or null.</summary>
    public static string? Meant(string name, IEnumerable<string> known) =>
        byOther[NearestName.Plain(name)].Select(synonym => synonym.Name).FirstOrDefault(candidate => known.Contains(candidate, StringComparer.Ordinal));

    /// <summary>The known names that mean the same.</summary>
    private static string Same(string name, List<string> known) =>
        Found(name, known).Where(pair => pair.Note.Length == 0).Select(pair => pair.Name).Distinct().ToList() is { Count: > 0 } same
            ? $"{DataText.Name(name)} is {Or(same)} here." : "";

    /// <summary>The known name that means nearly the same, with the difference.</summary>
    private static string Nearly(string name, List<string> known) =>
        Found(name, known).FirstOrDefault() is { Name: not null } pair ? $"{DataText.Name(name)} is most nearly {pair.Name} here ({pair.Note})." : "";

    private static IEnumerable<(string Name, string Note)> Found(string name, List<string> known) =>
        from synonym in byOther[NearestName.Plain(name)]
        from word in known
        where word.TrimStart('-') == synonym.Name
        select (word, synonym.Note);

    /// <summary>A name of another object: a member of the config, an option of a trainer, or an option of another trainer.</summary>
    private static string Elsewhere(string name, string path, List<string> candidates)
    {
        var found = candidates.Select(candidate => options.Value[NearestName.Plain(candidate)].ToList()).FirstOrDefault(option => option.Count > 0);
        if (found is not null && IsWithinOptions(path))
            return $"{found[0].Name} is an option of {Or([.. found.Select(option => option.Trainer).Distinct()])}.";
        if (members.Value[NearestName.Plain(name)].Select(member => member.Path).ToList() is { Count: > 0 } places)
            return $"{DataText.Name(name)} stands in {Or(places)}.";
        return found is null ? "" : $"{DataText.Name(name)} is $.model{OptionsMember}.{found[0].Name} here.";
    }

    private static bool IsWithinOptions(string path) =>
        path.EndsWith(OptionsMember, StringComparison.Ordinal) || path.Contains(OptionsMember + ".", StringComparison.Ordinal);

    private static string Or(List<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    private static IEnumerable<string> OfBoosters(IReadOnlyList<Variant> variants) =>
        variants.SelectMany(variant => variant.Members).Select(member => member.Name);

    /// <summary>Every member of a config that stands at one place, with that place; lists and maps have none.</summary>
    private static IEnumerable<(string Name, string Path)> Members()
    {
        return Of(RecordForm.Of(typeof(RunConfig)), JsonPath.Root);

        static IEnumerable<(string, string)> Of(RecordForm record, string path)
        {
            foreach (var member in record.Members)
            {
                var place = JsonPath.Member(path, member.Name);
                yield return (member.Name, place);
                // model.binary is a model in its turn.
                if (member.Form is RecordForm inner && inner != record)
                {
                    foreach (var within in Of(inner, place))
                        yield return within;
                }
            }
        }
    }
}
