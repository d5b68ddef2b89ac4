namespace Pipeline.Cli.Help;

/// <summary>A word of the command line with help of two lengths: its own, and the description of the library, which may say more.</summary>
internal interface IHelped
{
    /// <summary>What it is, in a few words: short help gives a word one line.</summary>
    string Brief { get; }
}
