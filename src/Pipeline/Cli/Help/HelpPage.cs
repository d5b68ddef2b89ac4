using System.CommandLine;
using System.CommandLine.Help;

namespace Pipeline.Cli.Help;

/// <summary>The help of a command: what it does, its words, and an example at the end.</summary>
/// <param name="command">The command, or the root.</param>
/// <param name="program">How the caller calls the program.</param>
internal sealed class HelpPage(Command command, string program)
{
    /// <summary>Columns of a line where nobody knows the terminal's.</summary>
    public const int Columns = 100;

    private const int Narrowest = 40;
    private const string Indent = "  ";

    private IEnumerable<Argument> Arguments => command.Arguments;

    /// <summary>Its own, then help, which is the root's.</summary>
    private IEnumerable<Option> Options => command.Options
        .Concat(command is RootCommand ? [] : command.Parents.OfType<Command>().SelectMany(parent => parent.Options))
        .Where(option => !option.Hidden && (command is RootCommand || option is not VersionOption));

    /// <summary>One line a word.</summary>
    public IEnumerable<string> Short() =>
    [
        .. TextLines.Of(command.Description ?? "", Columns, ""), "", $"Usage: {Usage()}", "",
        .. Table("Commands", command.Subcommands.Select(one => (one.Name, Brief(one)))),
        .. Table("Arguments", Arguments.Select(one => (one.Name, Brief(one)))),
        .. Table("Options", Options.Select(one => (Words(one), Brief(one)))),
        "Example:", $"{Indent}{Example()}", "",
    ];

    /// <summary>All that there is to say of each word, below it.</summary>
    /// <param name="columns">Of the terminal; 0 where nobody knows.</param>
    public IEnumerable<string> InFull(int columns)
    {
        var width = Math.Max(columns > 0 ? columns : Columns, Narrowest);
        return
        [
            .. TextLines.Of(command.Description ?? "", width, ""), "", $"Usage: {Usage()}", "",
            .. Entries("Commands", command.Subcommands.Select(one => (UsageOf(one), one.Description!)), width),
            .. Entries("Arguments", Arguments.Select(one => (one.Name, one.Description ?? Brief(one) + ".")), width),
            .. Entries("Options", Options.Select(one => (Words(one), InFull(one))), width),
            "Example:", $"{Indent}{Example()}", "",
        ];
    }

    private string Example() => $"{program} {(command as HelpedCommand)?.Example ?? "train configs/churn.jsonc"}";

    private string Usage() => command is RootCommand ? $"{program} COMMAND [options]" : $"{program} {UsageOf(command)} [options]";

    private static string UsageOf(Command command) => string.Join(' ', command.Arguments.Select(Words).Prepend(command.Name));

    private static string Words(Argument argument)
    {
        var many = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues > 0 ? many : $"[{many}]";
    }

    private static string Words(Option option)
    {
        if (option is HelpOption)
            return "-h, --help";
        return option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}";
    }

    private static string Brief(Symbol symbol) => symbol switch
    {
        Command one => (one.Description ?? "").TrimEnd('.'),
        IHelped helped => helped.Brief.TrimEnd('.'),
        HelpOption => "Show this help; --help says more",
        VersionOption => "Show the version",
        _ => symbol.Description ?? "",
    };

    private static string InFull(Option option) => option switch
    {
        HelpOption => "Show help: -h in short, --help in full.",
        IHelped when option.Description is { Length: > 0 } text => text,
        _ => Brief(option) + ".",
    };

    private static IEnumerable<string> Table(string heading, IEnumerable<(string Word, string Brief)> entries)
    {
        var all = entries.ToList();
        var width = all.Count == 0 ? 0 : all.Max(entry => entry.Word.Length);
        return all.Count == 0 ? [] : [$"{heading}:", .. all.Select(entry => $"{Indent}{entry.Word.PadRight(width)}{Indent}{entry.Brief}"), ""];
    }

    private static IEnumerable<string> Entries(string heading, IEnumerable<(string Word, string Text)> entries, int width)
    {
        var lines = entries.SelectMany(entry => TextLines.Of(entry.Text, width, Indent + Indent + Indent).Prepend($"{Indent}{entry.Word}")).ToList();
        return lines.Count == 0 ? [] : [$"{heading}:", .. lines, ""];
    }
}
