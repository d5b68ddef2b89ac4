using System.Security.Cryptography;
using System.Text;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.Signing;

/// <summary>A public key that signatures are verified with.</summary>
internal sealed class VerifyingKey
{
    /// <summary>The environment variable with the path of a public key: every zip that is opened must be signed by it.</summary>
    public const string Variable = "PIPELINE_VERIFY_KEY";

    private readonly byte[] info;

    internal VerifyingKey(byte[] info)
    {
        this.info = info;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(info));
    }

    /// <summary>SHA-256 of the key (of its SubjectPublicKeyInfo in DER), in lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The keys that a zip must be signed by: that of --verify and that of the environment, as far as they are named.</summary>
    /// <exception cref="ConfigException">One cannot be read, or is of another kind.</exception>
    public static IReadOnlyList<VerifyingKey> Demanded(string? verify)
    {
        var demanded = new List<VerifyingKey>();
        if (Environment.GetEnvironmentVariable(Variable) is { } path)
            demanded.Add(Read(Variable, path));
        if (verify is not null)
            demanded.Add(Read("--verify", verify));
        return demanded;
    }

    /// <summary>The files of those keys.</summary>
    public static IEnumerable<string> Files(string? verify) => new[] { Environment.GetEnvironmentVariable(Variable), verify }.OfType<string>();

    /// <summary>As PEM.</summary>
    internal byte[] ToPem() => Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", info) + "\n");

    /// <summary>Whether a signature is this key's, of these bytes.</summary>
    internal bool Verifies(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(info, out _);
            return key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The key that a zip says it is signed by; null where it is none.</summary>
    internal static VerifyingKey? FromPem(ReadOnlySpan<byte> pem)
    {
        var text = Encoding.ASCII.GetString(pem);
        return PemEncoding.TryFind(text, out var found) && text.AsSpan()[found.Label] is "PUBLIC KEY"
            ? new VerifyingKey(Convert.FromBase64String(text[found.Base64Data])) is var key && key.ToPem().AsSpan().SequenceEqual(pem) ? key : null
            : null;
    }

    private static VerifyingKey Read(string option, string path)
    {
        // What a script did not fill in must not lift what it was to demand.
        if (path.Length == 0)
            throw new ConfigException(option, "no path", "the path of a public key, or the variable not set");
        using var key = KeyFile.Read(option, path, isPrivate: false);
        return new VerifyingKey(key.ExportSubjectPublicKeyInfo());
    }
}
