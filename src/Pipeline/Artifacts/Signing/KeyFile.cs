using System.Security.Cryptography;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.Signing;

/// <summary>Reads the PEM file of a key: ECDSA on the curve P-256, which .NET has everywhere and openssl makes in one line.</summary>
internal static class KeyFile
{
    private const string Curve = "1.2.840.10045.3.1.7";
    private const int MostBytes = 64 << 10;

    /// <summary>Lines that make a private key and its public one.</summary>
    public const string HowToMake = "Make keys with: openssl ecparam -name prime256v1 -genkey -noout -out private.pem; "
        + "openssl ec -in private.pem -pubout -out public.pem";

    /// <summary>The key.</summary>
    /// <param name="option">How the user named it, for errors.</param>
    /// <param name="path">The file.</param>
    /// <param name="isPrivate">Whether the private key is wanted, or the public one.</param>
    /// <exception cref="ConfigException">There is no such file, or another kind of key in it.</exception>
    public static ECDsa Read(string option, string path, bool isPrivate)
    {
        var where = $"{option} {path}";
        var expected = isPrivate ? "a private key in PEM, of ECDSA on the curve P-256" : "a public key in PEM, of ECDSA on the curve P-256";
        var text = Text(where, path, expected);
        var (label, bytes) = Block(text);
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw new ConfigException(where, "an encrypted key", expected + ", without a passphrase: nobody is there to type it",
                isPrivate ? $"openssl pkcs8 -topk8 -nocrypt -in {path} -out plain.pem; chmod 600 plain.pem" : $"openssl ec -in {path} -pubout -out public.pem");
        }
        if (label is "PUBLIC KEY" == isPrivate && label is "PUBLIC KEY" or "PRIVATE KEY" or "EC PRIVATE KEY")
        {
            throw new ConfigException(where, isPrivate ? "a public key" : "a private key", expected,
                isPrivate ? HowToMake : $"Keep it where zips are signed; whoever verifies needs the public one: openssl ec -in {path} -pubout -out public.pem");
        }
        if (label is not ("PUBLIC KEY" or "PRIVATE KEY" or "EC PRIVATE KEY"))
        {
            throw new ConfigException(where, label.Length == 0 ? "a file that is no PEM" : $"{DataText.Quote(label)} in PEM", expected,
                label == "CERTIFICATE" && !isPrivate ? $"openssl x509 -in {path} -pubkey -noout -out public.pem" : HowToMake);
        }
        return Import(where, label, bytes, expected);
    }

    private static ECDsa Import(string where, string label, byte[] bytes, string expected)
    {
        var key = ECDsa.Create();
        try
        {
            if (label == "PUBLIC KEY")
                key.ImportSubjectPublicKeyInfo(bytes, out _);
            else if (label == "PRIVATE KEY")
                key.ImportPkcs8PrivateKey(bytes, out _);
            else
                key.ImportECPrivateKey(bytes, out _);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            if (!curve.IsNamed || curve.Oid.Value != Curve)
                throw new ConfigException(where, $"a key on the curve {curve.Oid?.FriendlyName ?? curve.Oid?.Value ?? "without a name"}", expected, HowToMake);
            return key;
        }
        catch (CryptographicException error)
        {
            key.Dispose();
            throw new ConfigException(where, "a key of another kind than ECDSA, or damaged", expected, HowToMake, error);
        }
        catch (ConfigException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The first block that is a key; what openssl puts before one, the parameters of its curve, is passed over.</summary>
    private static (string Label, byte[] Bytes) Block(string text)
    {
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            if (rest[found.Label] is not "EC PARAMETERS" && rest[found.Label].ToString() is var label)
                return (label, Convert.FromBase64String(rest[found.Base64Data].ToString()));
        }
        return ("", []);
    }

    private static string Text(string where, string path, string expected)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MostBytes + 1];
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count <= MostBytes ? System.Text.Encoding.Latin1.GetString(bytes, 0, count)
                : throw new ConfigException(where, "a file that is no key", expected, HowToMake);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var found = Directory.Exists(path) ? "a directory" : error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
            throw new ConfigException(where, found, expected, HowToMake, error);
        }
    }
}
