using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pipeline.Cli;

/// <summary>The help of a command, followed by an example that works in a clone once the main job has run.</summary>
internal sealed class HelpWithExample(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string> examples = new(StringComparer.Ordinal)
    {
        ["train"] = "./run.sh train configs/churn.jsonc --out runs/churn --set seed=7",
        ["evaluate"] = "./run.sh evaluate runs/churn/model.zip data/churn.csv --held-out",
        ["score"] = "./run.sh score runs/churn/model.zip data/churn.csv runs/churn/scored.csv --keep contract",
        ["inspect"] = "./run.sh inspect runs/churn/model.zip --json",
    };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>The example of a command.</summary>
    public static string? Of(string command) => examples.GetValueOrDefault(command);

    /// <summary>Gives every command's help its example.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpWithExample((HelpAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (Of(parseResult.CommandResult.Command.Name) is { } example)
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {example}\n");
        return code;
    }
}
