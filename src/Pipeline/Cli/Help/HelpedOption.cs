using System.CommandLine;

namespace Pipeline.Cli.Help;

/// <summary>An option.</summary>
/// <param name="name">With its dashes.</param>
/// <param name="brief">What it is, in a few words.</param>
internal sealed class HelpedOption<T>(string name, string brief) : Option<T>(name), IHelped
{
    public string Brief => brief;
}
