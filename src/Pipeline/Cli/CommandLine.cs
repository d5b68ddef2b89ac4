using System.CommandLine;
using System.Globalization;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli;

/// <summary>The words of the command line. Each command parses here and works in Commands.</summary>
internal sealed class CommandLine
{
    private readonly Argument<string> model = new("MODEL.zip") { Description = "A model.zip that train wrote." };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document on standard output, errors included." };
    private readonly KeyArguments keys = new();
    private readonly Runner runner;
    private readonly OutputArguments writing;

    private CommandLine(Terminal terminal, CancellationToken cancel)
    {
        runner = new Runner(terminal, cancel);
        writing = new OutputArguments(json, terminal);
    }

    /// <summary>Runs a command line and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancel = default)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            // Some of ML.NET's trainers and transforms keep numbers as text in the culture of the moment.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            return new CommandLine(terminal, cancel).Invoke(args);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    private int Invoke(IReadOnlyList<string> args)
    {
        var root = new RootCommand("Trains, evaluates and scores tabular models from one zip: the figure you measured is the figure you ship.")
        {
            Train(), Evaluate(), Score(), Threshold(), Export(), Inspect(), Trainers(), Devices(), GpuCheck(),
        };
        HelpWithExample.AddTo(root);
        return runner.Invoke(root, args);
    }

    private Command Train()
    {
        var config = new Argument<string>("CONFIG") { Description = "The config file (JSON with comments)." };
        var directory = new Option<string?>("--out") { Description = "Directory for model.zip, metrics.json and scores.csv of the held-out rows [default: runs/<config name>].", HelpName = "DIR" };
        var sets = new Option<string[]>("--set") { Description = "Override a member of the config by its path; repeatable. Paths in values are relative to the config file. Quote a path with brackets: --set 'gates.metrics[0].minimum=0.9'.", HelpName = "PATH=VALUE", DefaultValueFactory = _ => [] };
        var reading = new ReadArguments(applies: false);
        var command = new Command("train", "Trains a model and measures it on held-out rows.") { config, directory, sets, keys.Sign, json };
        reading.AddTo(command);
        writing.AddTo(command);
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (progress, outputs, cancel) => TrainCommand.Run(new TrainRequest(result.GetRequiredValue(config), result.GetRequiredValue(sets), result.GetValue(directory), reading.Read(result)) { Sign = result.GetValue(keys.Sign), Outputs = outputs }, progress, cancel),
            OutcomeText.Of, OutcomeJson.Of));
        return command;
    }

    private Command Evaluate()
    {
        var data = new Argument<string[]>("DATA") { Description = "Files, directories, globs or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var heldOut = new Option<bool>("--held-out") { Description = "DATA is the training data: measure only the rows that train held out." };
        var reading = new ReadArguments(applies: true);
        var engine = new EngineArguments();
        var device = new DeviceArguments();
        var command = new Command("evaluate", "Measures a model on data with labels.") { model, data, heldOut, keys.Verify, json };
        reading.AddTo(command);
        engine.AddTo(command);
        device.AddTo(command);
        writing.AddTo(command);
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (progress, outputs, cancel) => EvaluateCommand.Run(new EvaluateRequest(result.GetRequiredValue(model), result.GetRequiredValue(data), result.GetValue(heldOut), reading.Read(result), engine.Read(result), runner.Terminal.In) { Device = device.Read(result), Verify = result.GetValue(keys.Verify), Outputs = outputs }, progress, cancel),
            OutcomeText.Of, OutcomeJson.Of));
        return command;
    }

    private Command Score()
    {
        var input = new Argument<string>("INPUT") { Description = "File, directory, glob or - for standard input." };
        var output = new Argument<string?>("OUTPUT") { Description = "File (gzip where it ends in .gz) or - for standard output; standard output where it is left out.", Arity = ArgumentArity.ZeroOrOne };
        var keep = new Option<string[]>("--keep") { Description = "Further columns of the input that pass through to the output; takes all words up to the next option.", HelpName = "COLUMN", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var reading = new ReadArguments(applies: true);
        var engine = new EngineArguments();
        var device = new DeviceArguments();
        var command = new Command("score", "Scores rows: the id columns, then the predictions, in the order of the input.") { model, input, output, keep, keys.Verify, json };
        reading.AddTo(command);
        engine.AddTo(command);
        device.AddTo(command);
        writing.AddTo(command);
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: Outputs.IsStandardOutput(result.GetValue(output) ?? "-"),
            (progress, outputs, cancel) => ScoreCommand.Run(new ScoreRequest(result.GetRequiredValue(model), result.GetRequiredValue(input), result.GetValue(output) ?? "-", result.GetRequiredValue(keep), reading.Read(result), engine.Read(result), runner.Terminal.In) { Device = device.Read(result), Verify = result.GetValue(keys.Verify), Outputs = outputs }, progress, cancel),
            OutcomeText.Of, OutcomeJson.Of));
        return command;
    }

    private Command Threshold()
    {
        var output = new Argument<string>("OUT.zip") { Description = "The zip to write." };
        var data = new Argument<string[]>("DATA") { Description = "With --rule: labelled rows that the model has not seen; files, directories, globs or -. Rows that it was trained on are left out.", Arity = ArgumentArity.ZeroOrMore };
        var value = new Option<string?>("--value") { Description = "The threshold: a row is positive where its probability is at least this.", HelpName = "P" };
        var rule = new Option<string?>("--rule") { Description = "A rule that chooses it on DATA.", HelpName = "f1|youden|precision=P|recall=R" };
        var reading = new ReadArguments(applies: true);
        var command = new Command("threshold", "Writes the same model with another threshold, in a zip of its own.") { model, output, data, value, rule, keys.Verify, keys.Sign, json };
        reading.AddTo(command);
        writing.AddTo(command);
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (progress, outputs, cancel) => ThresholdCommand.Run(new ThresholdRequest(result.GetRequiredValue(model), result.GetRequiredValue(output), result.GetValue(value), result.GetValue(rule), result.GetValue(data) ?? [], reading.Read(result), runner.Terminal.In) { Verify = result.GetValue(keys.Verify), Sign = result.GetValue(keys.Sign), Outputs = outputs }, progress, cancel),
            OutcomeText.Of, OutcomeJson.Of));
        return command;
    }

    private Command Export()
    {
        var output = new Argument<string>("OUT.onnx") { Description = "The file to write." };
        var precision = new Option<string>("--precision") { Description = "How the graph computes: exact (the bits that score gives) or fast.", HelpName = "exact|fast", DefaultValueFactory = _ => "exact" };
        var inputs = new Option<string>("--inputs") { Description = "What the graph takes: features (one float32 tensor of all columns, where all are such numbers) or columns (an input a column, by its name; categories as texts).", HelpName = "features|columns", DefaultValueFactory = _ => "features" };
        var command = new Command("export", "Writes the model as one ONNX file, for other programs.") { model, output, precision, inputs, keys.Verify, json };
        writing.AddTo(command);
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (_, outputs, cancel) => ExportCommand.Run(new ExportRequest(result.GetRequiredValue(model), result.GetRequiredValue(output), result.GetRequiredValue(precision), result.GetRequiredValue(inputs)) { Verify = result.GetValue(keys.Verify), Outputs = outputs }, cancel),
            OutcomeText.Of, OutcomeJson.Of));
        return command;
    }

    private Command Inspect()
    {
        var config = new Option<bool>("--config") { Description = "Show the effective config too, every default included." };
        var command = new Command("inspect", "Shows what is in a zip, after verifying every entry: figures, columns, what made it.") { model, config, keys.Verify, json };
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (_, _, _) => InspectCommand.Run(result.GetRequiredValue(model), result.GetValue(keys.Verify)), opened => OutcomeText.Of(opened, result.GetValue(config)), InspectJson.Of));
        return command;
    }

    private Command Trainers()
    {
        var trainer = new Argument<string?>("TRAINER") { Description = "Show the options of this one too, with their defaults.", Arity = ArgumentArity.ZeroOrOne };
        var task = new Option<string?>("--task") { Description = "Only the trainers of this task.", HelpName = "binary|multiclass|regression" };
        var command = new Command("trainers", "Lists the trainers that a config can name: what each is, needs and can do.") { trainer, task, json };
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (_, _, _) => TrainersCommand.Run(result.GetValue(trainer), result.GetValue(task)), TrainersText.Of, TrainersJson.Of));
        return command;
    }

    private Command Devices()
    {
        var device = new DeviceArguments();
        var command = new Command("devices", "Shows the devices, the libraries on the way to a GPU and where they are, and what is missing.") { device.OnnxRuntime, json };
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (_, _, _) => DevicesCommand.Run(result.GetValue(device.OnnxRuntime)), DevicesText.Of, DevicesJson.Of));
        return command;
    }

    private Command GpuCheck()
    {
        var device = new Option<string?>("--device") { Description = "Which GPU: cuda (the first) or cuda:N. Exit 5 where it is not there, or fails [default: cuda].", HelpName = "cuda[:N]" };
        var onnxRuntime = new DeviceArguments().OnnxRuntime;
        var soak = new Option<string?>("--soak") { Description = "How long to go on for when every model has been checked; 0 for not at all [default: 60].", HelpName = "SECONDS" };
        var numbers = new Option<bool>("--without-numbers") { Description = "Place, capture and run every model, but look at nothing that was computed, nor at the clock." };
        var command = new Command("gpu-check", "Proves a GPU with a model of every trainer: the bits of the processor, the same each time, and how fast.") { device, onnxRuntime, soak, numbers, json };
        command.SetAction(result => runner.Run(writing.Read(result), dataToOutput: false,
            (progress, _, cancel) => GpuCheckCommand.Run(new GpuCheckRequest(result.GetValue(device) ?? "cuda", result.GetValue(onnxRuntime), result.GetValue(soak), !result.GetValue(numbers)), progress, cancel),
            GpuCheckText.Of, GpuCheckJson.Of, report => report.Failure));
        return command;
    }
}
