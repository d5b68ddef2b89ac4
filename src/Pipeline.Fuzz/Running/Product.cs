using System.Text;
using Pipeline.Cli;
using Pipeline.Cli.Streams;

namespace Pipeline.Fuzz.Running;

/// <summary>The program under trial: takes a command line, gives what came of it.</summary>
internal delegate RunOutcome Product(IReadOnlyList<string> arguments);

/// <summary>The program itself, in this process.</summary>
internal static class Products
{
    /// <summary>Runs a command line.</summary>
    public static RunOutcome Real(IReadOnlyList<string> arguments)
    {
        using var bytes = new MemoryStream();
        using var text = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(arguments, new Terminal(() => new MemoryStream(), () => bytes, text, error, ErrorIsTerminal: false, Colour: false));
        return new RunOutcome(code, Encoding.UTF8.GetString(bytes.ToArray()) + text, error.ToString());
    }
}
