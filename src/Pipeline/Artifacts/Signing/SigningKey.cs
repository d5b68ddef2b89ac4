using System.Security.Cryptography;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.Signing;

/// <summary>A private key that zips are signed with.</summary>
internal sealed class SigningKey : IDisposable
{
    private const UnixFileMode ByOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private readonly ECDsa key;

    private SigningKey(ECDsa key)
    {
        this.key = key;
        Public = new VerifyingKey(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>What its signatures are verified with.</summary>
    public VerifyingKey Public { get; }

    /// <summary>Reads the key of --sign; null where none was named.</summary>
    /// <exception cref="ConfigException">It cannot be read, is of another kind, or is open to everybody.</exception>
    public static SigningKey? Read(string? path)
    {
        if (path is null)
            return null;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & ByOthers) != 0)
            throw new ConfigException($"--sign {path}", "a private key that everybody on this machine may read or write", "one that its owner alone may read",
                $"chmod 600 {path}");
        return new SigningKey(KeyFile.Read("--sign", path, isPrivate: true));
    }

    /// <summary>The signature of some bytes: ECDSA over their SHA-256, in DER as openssl has it. Another one each time.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
