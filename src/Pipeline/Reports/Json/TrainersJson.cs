using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Reference;
using Pipeline.Model;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What trainers lists.</summary>
internal static class TrainersJson
{
    private static readonly Shape<IEnumerable<Member>> options = new LateShape<Member>(() => option!).List();

    private static readonly ObjectShape<Variant> type = new("optionType", "One of the objects that an option can be.")
    {
        { "type", "Its type, as a config writes it.", Values.Text, variant => variant.Type },
        { "options", "Its own options, by name.", options, variant => variant.Members },
    };

    private static readonly ObjectShape<Member> option = new("option", "An option of a trainer.")
    {
        { "name", "Its name, as a config writes it.", Values.Text, member => member.Name },
        { "value", "What it can be, in words.", Values.Text, member => ConfigReference.Value(member.Form) },
        { "default", "Its default; a text where another member decides it, null where there is none.", Values.Any, DefaultOf },
        {
            "types", "The objects that it can be, where it can be one.",
            type.List(), member => ((VariantForm)member.Form).Variants, member => member.Form is VariantForm
        },
    };

    private static readonly ObjectShape<(TrainerFacts Facts, bool WithOptions)> trainer = new("trainer", "A trainer that a config can name.")
    {
        { "task", "What it learns to predict.", Values.Word<TaskKind>(), listed => listed.Facts.Trainer.Task },
        { "trainer", "Its name, as a config writes it.", Values.Text, listed => listed.Facts.Trainer.Name },
        { "what", "What it fits, and how.", Values.Text, listed => listed.Facts.What },
        { "mlNet", "ML.NET's class.", Values.Text, listed => listed.Facts.Trainer.TrainerType.Name },
        {
            "calibrated", "Whether its score is a probability as it is; null outside of binary.",
            Values.TruthOrNull, listed => listed.Facts.Trainer.Task == TaskKind.Binary ? listed.Facts.Trainer.IsCalibrated : null
        },
        { "weights", "Whether rows can be weighted.", Values.Truth, listed => listed.Facts.Trainer.SupportsWeights },
        { "earlyStopping", "Whether it adds trees round by round, and can stop early.", Values.Truth, listed => listed.Facts.Trainer.IsBoosted },
        { "threads", "How many threads it may train with.", Values.Text, listed => listed.Facts.Threads },
        { "compiledTo", "What its fitted model becomes in the compiled graph.", Values.Text, listed => listed.Facts.CompiledTo },
        { "needs", "What it asks of the data.", Values.Text.List(), listed => listed.Facts.Needs },
        { "options", "Its options, by name: where one trainer was asked for.", options, listed => listed.Facts.Members, listed => listed.WithOptions },
    };

    /// <summary>Its document.</summary>
    public static Document<TrainersOutcome> Document { get; } = new("trainers", 1, new("trainers", "The trainers that a config can name.")
    {
        { "trainers", "The trainers.", trainer.List(), outcome => outcome.Trainers.Select(facts => (facts, outcome.WithOptions)) },
    });

    private static System.Text.Json.Nodes.JsonNode? DefaultOf(Member member) =>
        member.DefaultText is { } words ? words : member.Default is null ? null : member.Form.Write(member.Default);
}
