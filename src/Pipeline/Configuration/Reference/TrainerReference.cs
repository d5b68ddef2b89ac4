using System.Globalization;
using System.Text;
using Pipeline.Configuration.Options;

namespace Pipeline.Configuration.Reference;

/// <summary>The table of trainers in Markdown, made from the catalogue, with the names of other libraries.</summary>
internal static class TrainerReference
{
    /// <summary>The table, as docs/trainers.md has it.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Trainers

            Made from the catalogue in `src/Pipeline/Configuration`; a test keeps it equal. `./run.sh trainers` prints the table, `./run.sh trainers
            NAME` the options of one trainer with their defaults; [the config reference](config.md#trainer-options) has those of all.

            | task | trainer | what it is | ML.NET's class | calibrated | weights | early stopping | threads | compiled to | needs |
            |---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var facts in TrainerFacts.All)
        {
            var name = facts.Trainer.NewOptions is null
                ? $"`{facts.Trainer.Name}`"
                : $"[`{facts.Trainer.Name}`](config.md#{facts.Trainer.Name.ToLowerInvariant()}-{facts.Task})";
            text.Append(string.Join(" | ", [
                $"| {facts.Task}", name, facts.What, facts.Trainer.TrainerType.Name, facts.Calibrated, facts.Weights, facts.EarlyStopping, facts.Threads,
                facts.CompiledTo,
                string.Join(", ", facts.Needs)])).Append(" |\n");
        }
        text.Append(CultureInfo.InvariantCulture,
            $"""

            - Calibrated: whether the score is a probability as it is; `model.calibrator` fits one where it is not.
            - Weights: whether `data.weight` is for it. Early stopping: whether `model.earlyStopping` is.
            - Threads: with more than one thread some trainers give another model, some another each time; they are held to one. The others give
              the same trees for any number, and the option `numberOfThreads` says how many. `all`: where the option is left out, training takes
              all processors from {TrainerEntry.ManyRows:N0} rows on, below that one thread; so do LightGBM's `goss` and a config that switches its
              `deterministic` or `forceColumnWise` off. `any number`: 1 where the option is left out.
              The text of the option is part of the model's entry in the zip: another number is another zip of the same trees.
              `up to {TrainerEntry.MostPortions}`: the trainers by L-BFGS cut the rows into as many portions as `numberOfThreads` says, sum each for itself
              and add the sums in the order of the rows. Another number is a model with other last bits; one number makes the same model on
              any number of processors. Where the option is left out it is {TrainerEntry.MostPortions} from {TrainerEntry.ManyRows:N0} rows on, below that 1.
            - Compiled to: what `score` computes. Trees and shapes have the bits of ML.NET's own scores; a dot product is summed in float64 in an order of
              its own, and `train` measures how far that is from ML.NET's sum.
            - Needs: linear models weigh features by their size, so leave `normalize` on for them; trees and shapes do not mind.

            ## Names of other libraries

            A config that uses one of these names is refused, and told the name that it has here.

            | here | elsewhere |
            |---|---|

            """);
        var trainers = TrainerCatalog.All.Select(trainer => trainer.Name).ToHashSet(StringComparer.Ordinal);
        Names(text, trainers);
        text.Append("\n| option | elsewhere |\n|---|---|\n");
        Names(text, [.. Synonyms.Options.Except(trainers)]);
        return text.ToString();
    }

    private static void Names(StringBuilder text, HashSet<string> names)
    {
        foreach (var group in SynonymTable.All.Where(synonym => names.Contains(synonym.Name)).GroupBy(synonym => synonym.Name))
        {
            var others = group.Select(synonym =>
                string.Join(", ", synonym.Others.Select(other => $"`{other}`")) + (synonym.Note.Length > 0 ? $" (nearly: {synonym.Note})" : ""));
            text.Append($"| `{group.Key}` | {string.Join("; ", others)} |\n");
        }
    }
}
