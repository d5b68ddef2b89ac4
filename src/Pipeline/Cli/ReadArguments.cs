using System.CommandLine;
using System.CommandLine.Parsing;
using Pipeline.Commands;
using Pipeline.Data;

namespace Pipeline.Cli;

/// <summary>The options of every command that reads a table.</summary>
internal sealed class ReadArguments
{
    private readonly Option<string?> badRows = new("--bad-rows")
    {
        Description = "What to do with rows that cannot be read: stop (default; all are reported), skip, or quarantine=FILE (left out and written there, with line, column and reason).",
        HelpName = "stop|skip|quarantine=FILE",
    };

    private readonly Option<long?> maxBad = new("--max-bad")
    {
        Description = "With --bad-rows skip or quarantine: fail when more rows than this cannot be read.",
        HelpName = "N",
    };

    private readonly Option<char?> separator = new("--separator")
    {
        Description = "Field separator of these files, where it is not the model's.",
        HelpName = "CHAR",
        CustomParser = Separator,
    };

    private readonly Option<FieldLimit?> maxMissing = new("--max-missing")
    {
        Description = "Fail (exit 1, no output) when more feature fields than this are missing: a number, or a share such as 2%.",
        HelpName = "N|P%",
        CustomParser = Limit,
    };

    private readonly Option<FieldLimit?> maxUnseen = new("--max-unseen")
    {
        Description = "Fail (exit 1, no output) when more categorical fields than this hold a category unseen in training: a number, or a share such as 2%.",
        HelpName = "N|P%",
        CustomParser = Limit,
    };

    /// <summary>Adds the options to a command; those for data that a model is applied to only where asked.</summary>
    public void AddTo(Command command, bool applies)
    {
        command.Options.Add(badRows);
        command.Options.Add(maxBad);
        if (applies)
        {
            command.Options.Add(separator);
            command.Options.Add(maxMissing);
            command.Options.Add(maxUnseen);
        }
        badRows.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not (null or "stop" or "skip") && !(text.StartsWith("quarantine=", StringComparison.Ordinal) && text.Length > "quarantine=".Length))
                result.AddError($"--bad-rows: found '{text}'; expected stop, skip or quarantine=FILE.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(maxBad) is < 0)
                result.AddError("--max-bad: expected a number that is not negative.");
            else if (result.GetValue(maxBad) is not null && result.GetValue(badRows) is null or "stop" && result.GetResult(maxBad) is not null)
                result.AddError("--max-bad goes with --bad-rows skip or --bad-rows quarantine=FILE.");
        });
    }

    /// <summary>What was asked.</summary>
    public ReadOptions Read(ParseResult result, bool applies)
    {
        var rows = result.GetValue(badRows);
        var quarantine = rows?.StartsWith("quarantine=", StringComparison.Ordinal) == true ? rows["quarantine=".Length..] : null;
        return new ReadOptions
        {
            BadRows = rows is null or "stop" ? BadRowPolicy.Stop : new BadRowPolicy(true, quarantine, result.GetValue(maxBad) ?? long.MaxValue),
            Separator = applies ? result.GetValue(separator) : null,
            MaxMissing = applies ? result.GetValue(maxMissing) : null,
            MaxUnseen = applies ? result.GetValue(maxUnseen) : null,
        };
    }

    private static FieldLimit? Limit(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var limit = FieldLimit.Parse(text);
        if (limit is null)
            result.AddError($"found '{text}'; expected a number such as 20 or a share such as 0.5%.");
        return limit;
    }

    private static char? Separator(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text == "\\t")
            return '\t';
        if (text.Length == 1 && text[0] < 128 && text[0] is not ('"' or '\r' or '\n'))
            return text[0];
        result.AddError($"found '{text}'; expected one ASCII character, such as ';' or '\\t'.");
        return null;
    }
}
