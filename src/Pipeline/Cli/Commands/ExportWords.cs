using Pipeline.Cli.Arguments;
using Pipeline.Cli.Help;
using Pipeline.Cli.Running;
using Pipeline.Commands;
using Pipeline.Reports.Json;
using Pipeline.Reports.Text;

namespace Pipeline.Cli.Commands;

/// <summary>The words of export.</summary>
internal static class ExportWords
{
    /// <summary>The command.</summary>
    public static HelpedCommand Create(Runner runner, SharedArguments shared)
    {
        var output = new HelpedArgument<string>("OUT.onnx", "The file to write");
        var precision = new HelpedOption<string>("--precision", "How the graph computes [default: exact]")
        {
            Description = "How the graph computes: exact (the bits that score gives) or fast [default: exact].",
            HelpName = "exact|fast",
            DefaultValueFactory = _ => "exact",
        };
        var inputs = new HelpedOption<string>("--inputs", "One tensor, or an input a column [default: features]")
        {
            Description = "What the graph takes: features (one float32 tensor of all columns, where all are such numbers) "
                + "or columns (an input a column, by its name; categories as texts) [default: features].",
            HelpName = "features|columns",
            DefaultValueFactory = _ => "features",
        };
        var command = new HelpedCommand(
            "export", "Writes the model as one ONNX file, for other programs.", "export runs/churn/model.zip runs/churn/model.onnx --inputs columns")
        {
            shared.Model, output, precision, inputs, shared.Keys.Verify, shared.Writing.Json,
        };
        shared.Writing.AddTo(command);
        command.SetAction(result => runner.Run(
            shared.Writing.Read(result), dataToOutput: false,
            (_, outputs, cancel) => ExportCommand.Run(
                new ExportRequest(
                    result.GetRequiredValue(shared.Model), result.GetRequiredValue(output), result.GetRequiredValue(precision), result.GetRequiredValue(inputs))
                {
                    Verify = result.GetValue(shared.Keys.Verify),
                    Outputs = outputs,
                }, cancel),
            ExportText.Of, outcome => ExportJson.Document.Write(outcome)));
        return command;
    }
}
