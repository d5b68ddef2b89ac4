using System.CommandLine;
using Pipeline.Cli.Help;
using Pipeline.Commands;

namespace Pipeline.Cli.Arguments;

/// <summary>The options of every command that scores a table.</summary>
internal sealed class EngineArguments
{
    private readonly HelpedOption<string?> precision = new("--precision", "The same bits everywhere, or faster [default: exact]")
    {
        Description = "How scores are computed: exact (the same bits on every processor) or fast (within a bound of them, which inspect "
            + "shows) [default: exact].",
        HelpName = "exact|fast",
    };

    private readonly HelpedOption<string?> threads = new("--threads", "Threads [default: the processors of the machine]")
    {
        Description = "Threads that read, score and write [default: the processors of the machine; evaluate --held-out reads with them and scores with one]. "
            + "The result is the same with any number.",
        HelpName = "N",
    };

    private readonly HelpedOption<string?> batchRows = new("--batch-rows", "Most rows that a thread takes at a time")
    {
        Description = "Most rows that a thread takes at a time [default: by the width of the table; on a GPU, where half of them are a "
            + "batch, by what the model costs there]. The result is the same with any number.",
        HelpName = "N",
    };

    private readonly HelpedOption<string?> threshold = new("--threshold", "Decide by this threshold in this run")
    {
        Description = "For this run, a row is positive where its probability is at least this, whatever the zip says; the run's summary "
            + "records it.",
        HelpName = "P",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(precision);
        command.Options.Add(threads);
        command.Options.Add(batchRows);
        command.Options.Add(threshold);
    }

    /// <summary>What was asked.</summary>
    public EngineOptions Read(ParseResult result) => EngineOptions.Parse(result.GetValue(precision), result.GetValue(threads), result.GetValue(batchRows)) with
    {
        Threshold = result.GetValue(threshold) is { } text ? ThresholdOption.Parse("--threshold", text) : null,
    };
}
