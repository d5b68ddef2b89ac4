using System.Security.Cryptography;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts.Signing;

/// <summary>A pair of keys in files.</summary>
/// <param name="Private">Path of the private one.</param>
/// <param name="Public">Path of the public one.</param>
/// <param name="Sha256">What the program calls it.</param>
internal sealed record Keys(string Private, string Public, string Sha256)
{
    public static Keys Make(Scratch scratch, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keys = new Keys(Secret(scratch, $"{name}.pem", key.ExportPkcs8PrivateKeyPem()),
            scratch.Write($"{name}.pub", key.ExportSubjectPublicKeyInfoPem() + "\n"),
            Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
        return keys;
    }

    /// <summary>A file that its owner alone may read.</summary>
    public static string Secret(Scratch scratch, string name, string text)
    {
        var path = scratch.Write(name, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
