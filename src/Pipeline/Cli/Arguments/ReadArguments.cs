using System.CommandLine;
using Pipeline.Cli.Help;
using Pipeline.Commands;

namespace Pipeline.Cli.Arguments;

/// <summary>The options of every command that reads a table.</summary>
/// <param name="applies">Whether the command applies a model to data, rather than making one.</param>
internal sealed class ReadArguments(bool applies)
{
    private readonly HelpedOption<string?> badRows = new("--bad-rows", "Rows that cannot be read [default: stop]")
    {
        Description = "What to do with rows that cannot be read: stop (the default: all are reported), skip, or quarantine=FILE (left out, "
            + "and written there with line, column and reason).",
        HelpName = "stop|skip|quarantine=FILE",
    };

    private readonly HelpedOption<string?> maxBad = new("--max-bad", "Fail when more rows than this cannot be read")
    {
        Description = "With --bad-rows skip or quarantine: fail when more rows than this cannot be read. "
            + "One that takes in several lines, as behind an open quote, counts as so many.",
        HelpName = "N",
    };

    private readonly HelpedOption<string?> blankRows = new("--blank-rows", "Rows of separators only [default: error]")
    {
        Description = "What to do with rows of separators only (,,,,): error (the default: they are rows that cannot be read), skip (left out "
            + "and counted), or score (every field is missing).",
        HelpName = "error|skip|score",
    };

    private readonly HelpedOption<string?> separator = new("--separator", "Field separator, where it is not the model's")
    {
        Description = "Field separator of these files, where it is not the model's.",
        HelpName = "CHAR",
    };

    private readonly HelpedOption<string?> maxMissing = new("--max-missing", "Fail when more feature fields are missing")
    {
        Description = "Fail (exit 1, no output file) when more feature fields than this are missing: a number, or a share such as 2%.",
        HelpName = "N|P%",
    };

    private readonly HelpedOption<string?> maxUnseen = new("--max-unseen", "Fail when more categories are unseen")
    {
        Description = "Fail (exit 1, no output file) when more categorical fields than this hold a category unseen in training: a number, "
            + "or a share such as 2%.",
        HelpName = "N|P%",
    };

    private readonly HelpedOption<string?> onShift = new("--on-shift", "Columns that have changed unmistakably [default: fail]")
    {
        Description = "What to do when a numeric column has changed unmistakably since training (another unit, standardised already, all "
            + "zero): fail (exit 1, no output file) or warn [default: fail; evaluate --held-out: warn].",
        HelpName = "fail|warn",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = applies ? [badRows, maxBad, blankRows, separator, maxMissing, maxUnseen, onShift] : [badRows, maxBad, blankRows];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <summary>What was asked.</summary>
    public ReadOptions Read(ParseResult result) => applies
        ? ReadOptions.Parse(
            result.GetValue(badRows), result.GetValue(maxBad), result.GetValue(separator),
            result.GetValue(maxMissing), result.GetValue(maxUnseen), result.GetValue(blankRows), result.GetValue(onShift))
        : ReadOptions.Parse(result.GetValue(badRows), result.GetValue(maxBad), null, null, null, result.GetValue(blankRows));
}
