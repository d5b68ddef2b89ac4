using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Commands;
using Pipeline.Model;

namespace Pipeline.Cli;

/// <summary>
/// Runs a parsed command: progress on a terminal, the outcome as text or JSON, errors as text or JSON, exit codes. Text for people
/// goes to standard error where data goes to standard output.
/// </summary>
internal sealed class Runner(Terminal terminal, CancellationToken cancel)
{
    /// <summary>Where it reads and writes.</summary>
    public Terminal Terminal => terminal;

    /// <summary>Parses and runs; a command line that cannot be parsed is a usage error.</summary>
    public int Invoke(RootCommand root, IReadOnlyList<string> args)
    {
        var parsed = root.Parse(args);
        var json = args.Contains("--json");
        if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            return Fail(new ConfigException(Problems(root, parsed)), json);
        }
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Text,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>Runs a command and says what came of it.</summary>
    public int Run<T>(
        bool json, bool dataToOutput, Func<IProgress<RunProgress>?, CancellationToken, T> command, Func<T, IEnumerable<string>> text, Func<T, JsonObject> document)
    {
        try
        {
            T outcome;
            using (var progress = terminal.ErrorIsTerminal ? new ProgressLine(terminal.Error) : null)
                outcome = command(progress, cancel);
            if (json)
                terminal.Text.WriteLine(document(outcome).ToJsonString(JsonText.Options));
            else
                WriteLines(dataToOutput ? terminal.Error : terminal.Text, text(outcome));
            return (int)ExitCode.Done;
        }
        catch (PipelineException error)
        {
            return Fail(error, json);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Error.WriteLine("Interrupted; nothing was written.");
            return (int)ExitCode.Interrupted;
        }
        catch (IOException error)
        {
            return Fail(new DataException("reading or writing", error.Message, "files that can be read and written to their end", cause: error), json);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            terminal.Error.WriteLine($"This is a bug of Pipeline, not of your data. Please report it with what follows.\n{error}");
            return (int)ExitCode.Bug;
        }
    }

    private int Fail(PipelineException error, bool json)
    {
        if (json)
            terminal.Text.WriteLine(OutcomeJson.Of(error).ToJsonString(JsonText.Options));
        var (red, plain) = terminal.Colour ? ("\x1b[31m", "\x1b[0m") : ("", "");
        terminal.Error.WriteLine($"{red}error:{plain} {error.Message}");
        return (int)error.Code;
    }

    private static List<Problem> Problems(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command == root)
        {
            var names = root.Subcommands.Select(c => c.Name).ToList();
            var word = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
            return [new Problem("command line", word is null ? "no command" : $"'{word}', which is no command", string.Join(", ", names), word is null ? "See --help." : NearestName.Hint(word, names))];
        }
        return parsed.Errors.Select(error => new Problem("command line", error.Message.TrimEnd('.'), $"what {command.Name} --help shows", Near(command, parsed))).ToList();
    }

    private static string Near(Command command, ParseResult parsed) =>
        parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } option
            ? NearestName.Hint(option, command.Options.Select(o => o.Name)) : "";

    private static void WriteLines(TextWriter writer, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            writer.WriteLine(line);
        writer.Flush();
    }
}
