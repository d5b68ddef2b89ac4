using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;

namespace Pipeline.Configuration.Reference;

/// <summary>The reference of a config in Markdown, made from the records that the reader fills.</summary>
internal static class ConfigReference
{
    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The reference, as docs/config.md has it.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Config reference

            Made from the records in `src/Pipeline/Configuration`, as is the schema `configs/pipeline.schema.json`; a test keeps all three
            equal. A config is JSON with comments and trailing commas. Paths are relative to the config file. A member that is left out, or
            null, has its default; an unknown member is an error. `--set PATH=VALUE` overrides a member: `--set data.train=x.csv`,
            `--set 'gates.metrics[0].minimum=0.9'`, `--set 'impute.columns["a.b"].numeric=median'`; the value is JSON if it can be, else text. Paths with
            brackets are quoted, or a shell takes them for a pattern; zsh then runs nothing.


            """);
        foreach (var record in ConfigSchema.Records(RecordForm.Of(typeof(RunConfig))))
            Record(text, record);
        Metrics(text);
        Trainers(text);
        return text.ToString();
    }

    private static void Record(StringBuilder text, RecordForm record)
    {
        text.Append($"## {(record.Name == "run" ? "The root" : record.Name)}\n\n{record.Description}\n\n");
        text.Append("| member | value | default | meaning |\n|---|---|---|---|\n");
        foreach (var member in record.Members)
        {
            var when = member.When.Length > 0 ? $" Only {member.When}." : "";
            text.Append($"| `{member.Name}` | {Cell(Value(member.Form))} | {Cell(Default(member))} | {Cell(member.Description + when)} |\n");
        }
        text.Append('\n');
    }

    private static void Metrics(StringBuilder text)
    {
        text.Append("## Metrics of gates\n\n| task | metric | better |\n|---|---|---|\n");
        foreach (var task in Enum.GetValues<TaskKind>())
        {
            foreach (var metric in MetricCatalog.For(task))
            {
                var better = metric.HigherIsBetter switch { true => "higher", false => "lower", null => "neither: no improvement limits" };
                text.Append($"| {EnumForm.Text(task)} | `{metric.Name}` | {better} |\n");
            }
        }
        text.Append('\n');
    }

    private static void Trainers(StringBuilder text)
    {
        text.Append(
            """
            ## Trainers

            [docs/trainers.md](trainers.md) has the table of them: what each is, what it needs and what it can do; so has `./run.sh trainers`, and
            `./run.sh trainers NAME` the options of one. It also lists the names of other libraries.

            """);
        text.Append(
            """

            ## Trainer options

            The public options of ML.NET's classes under ML.NET's names, except the column names (`data` has them) and what changes only
            messages or the course of the training. Defaults are ML.NET's, except that `numberOfThreads` is 1, or null where several threads
            make the same model every time ([trainers](trainers.md) says how many then), that seeds are the root `seed`, and these:

            - `lightGbm`: `learningRate` 0.1, `numberOfLeaves` 31, `minimumExampleCountPerLeaf` 20, `useSoftmax` false, `useCategoricalSplit`
              false (ML.NET: null, see below). They are LightGBM's own; on public tables ML.NET's choice by rows had the greater loss.
              `deterministic` and `forceColumnWise` true (ML.NET: false): so the model is the same for any number of threads.
            - `lbfgsLogisticRegression`, `lbfgsMaximumEntropy`, `lbfgsPoisson`: `l1Regularization` 0 (ML.NET: 1). The penalty drives weights to
              0, first those that only rare classes need.

            A null default leaves the value to ML.NET, which chooses by the data. An option with a `type` takes the name of the type alone, or
            an object with `type` and the options of that type. An option whose only value is its default would change nothing here; another
            value is refused with the reason. An option that needs another one (`subsampleFraction` needs `subsampleFrequency`) is refused
            without it. `handleMissingValue` only says something of zeros with `useZeroAsMissingValue`: missing numbers are filled before the
            trees see them. `numberOfThreads` (but for the trainers by L-BFGS), `batchSize`, `deterministic`, `forceColumnWise` and
            `forceRowWise` are for speed and memory.


            """);
        text.Append(OptionDefaults.ByRows).Append("\n\n");
        foreach (var trainer in TrainerCatalog.All.Where(trainer => trainer.NewOptions is not null))
        {
            text.Append($"### {trainer.Name} ({EnumForm.Text(trainer.Task)})\n\n");
            Options(text, OptionMembers.Of(trainer));
            foreach (var member in OptionMembers.Of(trainer))
            {
                foreach (var variant in (member.Form as VariantForm)?.Variants.Where(variant => variant.Members.Count > 0) ?? [])
                {
                    text.Append($"`{member.Name}` of type `{variant.Type}`:\n\n");
                    Options(text, variant.Members);
                }
            }
        }
        text.Length--;
    }

    private static void Options(StringBuilder text, IReadOnlyList<Member> members)
    {
        text.Append("| option | value | default |\n|---|---|---|\n");
        foreach (var member in members)
            text.Append($"| `{member.Name}` | {Cell(Value(member.Form))} | {Cell(Default(member))} |\n");
        text.Append('\n');
    }

    /// <summary>What may stand there, in words.</summary>
    internal static string Value(Form form) => form switch
    {
        RecordForm { ShortMember: not null } record => $"a text or [{record.Name}](#{record.Name.ToLowerInvariant()})",
        RecordForm record => $"[{record.Name}](#{record.Name.ToLowerInvariant()})",
        ListForm { Item: RecordForm record } => $"a list of [{record.Name}](#{record.Name.ToLowerInvariant()})",
        MapForm { Item: RecordForm record } => $"by column name, [{record.Name}](#{record.Name.ToLowerInvariant()})",
        _ => form.Expected,
    };

    /// <summary>Its default: a word, or JSON in backticks.</summary>
    internal static string Default(Member member) => member switch
    {
        { Required: true } => "required",
        { DefaultText: { } words } => words,
        { Default: null } => "null",
        { Default: ChosenVariant chosen } => $"`{chosen.Variant.Type}`",
        { Form: RecordForm } => "",
        _ => $"`{member.Form.Write(member.Default)!.ToJsonString(plain)}`",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
