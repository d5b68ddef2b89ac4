using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.Json.Nodes;
using Pipeline.Cli.Help;
using Pipeline.Cli.Streams;
using Pipeline.Commands;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Reports.Json;

namespace Pipeline.Cli.Running;

/// <summary>
/// Runs a parsed command: progress on a terminal, the outcome as text or JSON, errors as text or JSON, exit codes. Text for people
/// goes to standard error where data goes to standard output.
/// </summary>
internal sealed class Runner(Terminal terminal, CancellationToken cancel)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    /// <summary>Begins, on another thread, with what a command that scores needs in any case: to read its words takes a good part of a short run.</summary>
    public static void Prepare(IReadOnlyList<string> args)
    {
        if (args.Count > 2 && args[0] is "score" or "evaluate")
            ScoreCommand.Prepare();
    }

    /// <summary>Parses and runs; a command line that cannot be parsed is a usage error.</summary>
    public int Invoke(RootCommand root, IReadOnlyList<string> args) => Guarded(args.Contains("--json"), () =>
    {
        if (OpenFiles.Allow() is { } files and < OpenFiles.Needed)
        {
            throw new ConfigException("ulimit -n", FormattableString.Invariant($"at most {files} open files"),
                FormattableString.Invariant($"at least {OpenFiles.Needed}"), "Raise it: ulimit -n 1024.");
        }
        // No response files: a path may begin with @.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not HelpAction && (parsed.Action is null or ParseErrorAction || ParseProblems.AreLeft(parsed)))
            throw new ConfigException(ParseProblems.Of(root, parsed, terminal.Program));
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Text,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    });

    /// <summary>Runs a command and says what came of it; of an outcome that is a failure the error too, which its document holds already.</summary>
    public int Run<T>(
        Outputs outputs, bool dataToOutput, Func<IProgress<RunProgress>?, Outputs, CancellationToken, T> command,
        Func<T, IEnumerable<string>> text, Func<T, JsonObject> document,
        Func<T, PipelineException?>? failure = null) =>
        Guarded(outputs.Json, () =>
        {
            T outcome;
            try
            {
                var watched = terminal.ErrorIsTerminal && !(dataToOutput && terminal.OutputIsTerminal);
                using var progress = watched ? new ProgressLine(terminal.Error, terminal.Width) : null;
                outcome = Patiently(() => command(progress, outputs, cancel), outputs);
            }
            finally
            {
                foreach (var note in outputs.Notes)
                    Try(() => WriteLines(terminal.Error, [$"note: {note}"]));
            }
            try
            {
                if (outputs.Json)
                    WriteJson(document(outcome));
                else
                    WriteLines(dataToOutput || outputs.TakeStandardOutput ? terminal.Error : terminal.Text, text(outcome));
            }
            catch (IOException error) when (outputs.Placed.Count > 0)
            {
                throw new ConfigException("output", error.Message, "a place that takes the summary",
                    $"The run itself is done; in place: {string.Join(", ", outputs.Placed)}.", error);
            }
            return failure?.Invoke(outcome) is { } failed ? Fail(failed.Code, failed.Message) : (int)ExitCode.Done;
        }, outputs);

    /// <summary>
    /// Lets a command that is interrupted clean up. One that waits where no token reaches, such as for the other end of a pipe, is left
    /// behind when what it has open is cleared away; it ends with the process.
    /// </summary>
    private T Patiently<T>(Func<T> command, Outputs outputs)
    {
        var running = Task.Factory.StartNew(command, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var ended = ((IAsyncResult)running).AsyncWaitHandle;
        if (WaitHandle.WaitAny([ended, cancel.WaitHandle]) != 0 && !ended.WaitOne(patience) && outputs.Abandon())
            throw new OperationCanceledException(cancel);
        return running.GetAwaiter().GetResult();
    }

    private int Guarded(bool json, Func<int> action, Outputs? outputs = null)
    {
        try
        {
            return action();
        }
        catch (PipelineException error)
        {
            return Fail(ErrorOutcome.Of(error), error.Message, json);
        }
        catch (ReaderGoneException)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Fail(ErrorOutcome.Of(ExitCode.Interrupted, "interrupted"),
                outputs is { Placed.Count: > 0 } ? $"interrupted; written already: {string.Join(", ", outputs.Placed)}" : "interrupted; no file was written",
                json);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Inputs that cannot be read have errors of their own; what is left is a place that cannot take the output.
            var failure = new ConfigException(
                "output", error.Message, "a place that can be written to", "Free some space there, or name another place.", error);
            return Fail(ErrorOutcome.Of(failure), failure.Message, json);
        }
        catch (Exception error) when (error.GetBaseException() is OutOfMemoryException)
        {
            var failure = OutOfMemory(error);
            return Fail(ErrorOutcome.Of(failure), failure.Message, json);
        }
        catch (Exception error)
        {
            return Fail(ErrorOutcome.Of(ExitCode.Bug, $"{error.GetType()}: {error.Message}"),
                $"this is a bug of Pipeline, not of your data. Please report it with what follows.\n{error}", json);
        }
    }

    private static long Most() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static ConfigException OutOfMemory(Exception error) => new(
        "memory", FormattableString.Invariant($"more asked for than this process can have, which is {Most() >> 20:N0} MiB ")
            + $"({error.GetBaseException().Message})",
        "work that fits", "Lower --batch-rows or --threads; where a model is trained, the number of rows, of categories, or of leaves, bins and trees. "
            + "Or give the process more.", error);

    private int Fail(ErrorOutcome error, string text, bool json)
    {
        if (json)
            Try(() => WriteJson(ErrorJson.Document.Write(error)));
        return Fail(error.Code, text);
    }

    private int Fail(ExitCode code, string text)
    {
        var (red, plain) = terminal.Colour ? ("\x1b[31m", "\x1b[0m") : ("", "");
        Try(() =>
        {
            terminal.Error.Write($"{red}error:{plain} ");
            WriteLines(terminal.Error, text.Split('\n'));
        });
        return (int)code;
    }

    /// <summary>Where even the error cannot be written, the exit code still tells.</summary>
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Everything for people goes through here: what a terminal would obey is escaped, whatever it comes from.</summary>
    private static void WriteLines(TextWriter writer, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            writer.WriteLine(Printable.Line(line));
        writer.Flush();
    }

    private void WriteJson(JsonObject document)
    {
        terminal.Text.WriteLine(Printable.Json(document.ToJsonString(JsonText.Options)));
        terminal.Text.Flush();
    }
}
