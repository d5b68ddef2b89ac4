using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pipeline.Cli;

/// <summary>The help of a command, followed by an example that works in a clone once the main job has run.</summary>
internal sealed class HelpWithExample(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string> examples = new(StringComparer.Ordinal)
    {
        [""] = "./run.sh train configs/churn.jsonc",
        ["train"] = "./run.sh train configs/churn.jsonc --out runs/churn --set seed=7",
        ["evaluate"] = "./run.sh evaluate runs/churn/model.zip data/churn.csv --held-out",
        ["score"] = "./run.sh score runs/churn/model.zip data/churn.csv runs/churn/scored.csv --keep contract",
        ["threshold"] = "./run.sh threshold runs/churn/model.zip runs/churn/careful.zip --value 0.6",
        ["export"] = "./run.sh export runs/churn/model.zip runs/churn/model.onnx --inputs columns",
        ["inspect"] = "./run.sh inspect runs/churn/model.zip --json",
        ["trainers"] = "./run.sh trainers lightGbm --task binary",
        ["devices"] = "./run.sh devices",
        ["gpu-check"] = "./run.sh gpu-check --device cuda:0 --soak 600",
    };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>The example of a command.</summary>
    public static string Of(Command command) => examples[command is RootCommand ? "" : command.Name];

    /// <summary>Gives every command's help its example.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpWithExample((HelpAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        // The library names the program after its process, which may be dotnet or a test; here it is what one types.
        var (output, root) = (parseResult.InvocationConfiguration.Output, parseResult.RootCommandResult.Command.Name);
        using var text = new StringWriter { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = text;
        var code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(text.ToString().Replace($"  {root} ", "  ./run.sh ", StringComparison.Ordinal));
        output.WriteLine($"Example:\n  {Of(parseResult.CommandResult.Command)}\n");
        return code;
    }
}
