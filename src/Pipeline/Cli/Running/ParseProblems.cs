using System.CommandLine;
using System.CommandLine.Parsing;
using Pipeline.Configuration.Options;
using Pipeline.Model.Problems;

namespace Pipeline.Cli.Running;

/// <summary>What is wrong with a command line, in this program's words.</summary>
internal static class ParseProblems
{
    /// <summary>Whether the caller wrote U+FFFD itself, which is a character like others.</summary>
    private static readonly Lazy<bool> replacementIsMeant = new(() =>
        !OperatingSystem.IsLinux() || File.ReadAllBytes("/proc/self/cmdline").AsSpan().IndexOf("\uFFFD"u8) >= 0);

    /// <summary>All of it; at least one problem where parsing failed.</summary>
    public static IReadOnlyList<Problem> Of(RootCommand root, ParseResult parsed, string program)
    {
        var command = parsed.CommandResult.Command;
        if (command == root)
            return [OfNoCommand(root, parsed, program)];
        var see = $"See {program} {command.Name} --help.";
        List<Problem> problems =
        [
            .. OfUnknownWords(command, parsed, see), .. OfMissingArguments(command, parsed, see), .. OfOptions(command, parsed, see),
            .. OfEmptyWords(parsed), .. OfBrokenWords(parsed),
        ];
        return problems.Count > 0
            ? problems
            : parsed.Errors.Select(error => new Problem(command.Name, error.Message.TrimEnd('.'), Usage(command), see)).ToList();
    }

    /// <summary>What parsing lets pass, and a script should not: empty words, and misspelt options that it took for a path.</summary>
    public static bool AreLeft(ParseResult parsed) => OfEmptyWords(parsed).Any() || OfBrokenWords(parsed).Any() || Swallowed(parsed).Any();

    /// <summary>Words without a letter, as an unset variable of a script gives.</summary>
    private static IEnumerable<Problem> OfEmptyWords(ParseResult parsed) =>
        from child in parsed.CommandResult.Children
        where child.Tokens.Any(token => token.Value.Length == 0)
        let name = child is ArgumentResult argument ? argument.Argument.Name : ((OptionResult)child).Option.Name
        select new Problem(parsed.CommandResult.Command.Name, $"an empty word for {name}", "a value", "Is a variable of a script not set?");

    /// <summary>
    /// Words whose bytes are no UTF-8. .NET has put U+FFFD in their place, so that such a file can neither be found nor made under its own name.
    /// </summary>
    private static IEnumerable<Problem> OfBrokenWords(ParseResult parsed) =>
        from token in parsed.Tokens
        where token.Value.Contains('\uFFFD', StringComparison.Ordinal) && !replacementIsMeant.Value
        select new Problem(parsed.CommandResult.Command.Name, $"{DataText.Name(token.Value)}, whose bytes are no UTF-8", "words in UTF-8",
            "Rename the file, or make a link of another name to it: ln -s.");

    /// <summary>Words with dashes that were taken for an argument or the value of an option; after -- they may be paths.</summary>
    private static IEnumerable<string> Swallowed(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? []
            : from child in parsed.CommandResult.Children
              from token in child.Tokens
              where token.Value.StartsWith(child is ArgumentResult ? "-" : "--", StringComparison.Ordinal) && token.Value.Length > 1
              select token.Value;

    private static Problem OfNoCommand(RootCommand root, ParseResult parsed, string program)
    {
        var names = root.Subcommands.Select(command => command.Name).ToList();
        var word = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        var hint = word is null ? "" : Synonyms.Hint(word, names);
        return new Problem("command line", word is null ? "no command" : $"{DataText.Quote(word)}, which is no command", $"one of {string.Join(", ", names)}",
            hint.Length > 0 ? hint
                : word is not null && File.Exists(word) ? $"A command comes first, as in {program} train CONFIG." : $"See {program} --help.");
    }

    /// <summary>Words that nothing takes. What follows an unknown option is likely its value, and is not told as well.</summary>
    private static IEnumerable<Problem> OfUnknownWords(Command command, ParseResult parsed, string see)
    {
        var known = command.Options.Select(option => option.Name).ToList();
        var options = parsed.UnmatchedTokens.Where(word => word.StartsWith('-') && word.Length > 1).Concat(Swallowed(parsed)).ToList();
        if (options.Count == 0)
        {
            var set = Sets(command) is { } option && parsed.GetResult(option) is { Tokens: [.., { Value: var last }] }
                && !last.Contains('=', StringComparison.Ordinal) ? last : null;
            return parsed.UnmatchedTokens.Select(word => new Problem(command.Name, $"{DataText.Quote(word)}, one word too many", Usage(command),
                set is null ? see : $"--set takes path and value in one word: --set {set}={word}."));
        }
        return options.Select(word =>
        {
            var hint = Synonyms.Hint(word, known);
            if (hint.Length == 0 && command.Arguments.FirstOrDefault(argument => Same(argument.Name, word)) is { } argument)
                hint = $"{argument.Name} is given without a name: {Usage(command)}.";
            if (hint.Length == 0 && Sets(command) is not null && Synonyms.PathOf(word) is { } path)
                hint = $"A member of the config is set with --set {path}=VALUE.";
            return new Problem(
                command.Name, $"{DataText.Quote(word)}, which is no option of {command.Name}", $"one of {string.Join(", ", known)}",
                hint.Length > 0 ? hint : see);
        });
    }

    private static IEnumerable<Problem> OfMissingArguments(Command command, ParseResult parsed, string see)
    {
        var missing = command.Arguments
            .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }).ToList();
        var greedy = command.Options.FirstOrDefault(option => option.AllowMultipleArgumentsPerToken && parsed.GetResult(option) is { Tokens.Count: > 1 });
        var remedy = greedy is null ? see : $"{greedy.Name} takes all words up to the next option: write it after {command.Arguments[^1].Name}.";
        return missing.Select(argument => new Problem(command.Name, $"no {argument.Name}", Usage(command), remedy));
    }

    private static IEnumerable<Problem> OfOptions(Command command, ParseResult parsed, string see) =>
        from error in parsed.Errors
        let option = error.SymbolResult as OptionResult ?? (error.SymbolResult as ArgumentResult)?.Parent as OptionResult
        where option is not null
        let words = option.Tokens.Count
        select new Problem(command.Name, words == 0 ? $"{option.Option.Name} without a value" : $"{option.Option.Name} {words} times",
            $"{option.Option.Name} {option.Option.HelpName}{(words == 0 ? "" : " once")}", see);

    private static Option? Sets(Command command) => command.Options.FirstOrDefault(option => option.Name == "--set");

    /// <summary>Whether an option was made up for an argument: --config for CONFIG, --model for MODEL.zip.</summary>
    private static bool Same(string argument, string option) => argument.Split('.')[0].Equals(option.TrimStart('-'), StringComparison.OrdinalIgnoreCase);

    private static string Usage(Command command) =>
        string.Join(' ', command.Arguments
            .Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? argument.Name : $"[{argument.Name}]").Prepend(command.Name));
}
