using System.CommandLine;
using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of trainers.</summary>
internal static class TrainersWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var trainer = new HelpedArgument<string?>("TRAINER", "Show the options of this one too, with their defaults") { Arity = ArgumentArity.ZeroOrOne };
        var task = new HelpedOption<string?>("--task", "Only the trainers of this task") { HelpName = "binary|multiclass|regression" };
        var command = new HelpedCommand(
            "trainers", "Lists the trainers that a config can name: what each is, needs and can do.", "trainers lightGbm --task binary")
        {
            trainer, task, shared.Writing.Json,
        };
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (_, _, _) => TrainersCommand.Run(result.GetValue(trainer), result.GetValue(task)), TrainersText.Of,
            outcome => TrainersJson.Document.Write(outcome)));
        return command;
    }
}
