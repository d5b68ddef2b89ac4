using System.CommandLine;
using Pipeline.Cli.Help;

namespace Pipeline.Cli.Arguments;

/// <summary>The keys of commands that open or write a zip.</summary>
internal sealed class KeyArguments
{
    /// <summary>The key that a zip must be signed by.</summary>
    public Option<string?> Verify { get; } = new HelpedOption<string?>("--verify", "Public key that MODEL.zip must be signed by")
    {
        Description = "The public key (PEM, ECDSA P-256) that MODEL.zip must be signed by; exit 4 where it is not. The variable "
            + "PIPELINE_VERIFY_KEY demands the same of every zip that is opened.",
        HelpName = "KEY",
    };

    /// <summary>The key that the new zip is signed with.</summary>
    public Option<string?> Sign { get; } = new HelpedOption<string?>("--sign", "Private key to sign the zip with")
    {
        Description = "The private key (PEM, ECDSA P-256) to sign the zip with.",
        HelpName = "KEY",
    };
}
