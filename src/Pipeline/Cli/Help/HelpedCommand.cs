using System.CommandLine;

namespace Pipeline.Cli.Help;

/// <summary>A command of the program.</summary>
/// <param name="name">Its word.</param>
/// <param name="does">What it does, in a sentence.</param>
/// <param name="example">A call of it that works in a clone once the main job has run, without the program's name.</param>
internal sealed class HelpedCommand(string name, string does, string example) : Command(name, does)
{
    /// <summary>A call of it, without the program's name.</summary>
    public string Example => example;
}
