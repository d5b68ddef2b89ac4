using System.CommandLine;

namespace Pipeline.Cli.Help;

/// <summary>A word that is known by its place.</summary>
/// <param name="name">What help calls it.</param>
/// <param name="brief">What it is, in a few words.</param>
internal sealed class HelpedArgument<T>(string name, string brief) : Argument<T>(name), IHelped
{
    public string Brief => brief;
}
