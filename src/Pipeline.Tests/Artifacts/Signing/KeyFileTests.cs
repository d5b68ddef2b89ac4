using System.Security.Cryptography;
using NUnit.Framework;
using Pipeline.Artifacts.Signing;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts.Signing;

/// <summary>Whatever else is given for a key is an error of the command line, which says what it is and what to do.</summary>
[TestFixture]
internal sealed class KeyFileTests
{
    private readonly Scratch scratch = new();
    private Keys keys = null!;

    [OneTimeSetUp]
    public void Make() => keys = Keys.Make(scratch, "own");

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void A_private_key_is_not_what_verifies_nor_a_public_one_what_signs()
    {
        Assert.That(Verify(keys.Private), Does.Contain("a private key; expected a public key in PEM").And.Contain("openssl ec -in"));
        Assert.That(Sign(Keys.Secret(scratch, "public.pem", File.ReadAllText(keys.Public))), Does.Contain("a public key; expected a private key in PEM"));
    }

    [Test]
    public void An_encrypted_key_comes_with_the_way_out()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var modern = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        const string Old = "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n";

        foreach (var pem in (string[])[modern, Old])
            Assert.That(Sign(Keys.Secret(scratch, "encrypted.pem", pem)), Does.Contain("an encrypted key").And.Contain("openssl pkcs8 -topk8 -nocrypt"));
        Assert.That(Verify(scratch.At("encrypted.pem")), Does.Contain("an encrypted key").And.Contain("-pubout"));
    }

    [Test]
    public void Other_curves_and_other_kinds_of_keys_are_refused()
    {
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);

        Assert.That(Sign(Keys.Secret(scratch, "wide.pem", wide.ExportECPrivateKeyPem())), Does.Contain("a key on the curve").And.Contain("P-256"));
        Assert.That(Verify(scratch.Write("wide.pub", wide.ExportSubjectPublicKeyInfoPem())), Does.Contain("a key on the curve"));
        Assert.That(Sign(Keys.Secret(scratch, "rsa.pem", rsa.ExportPkcs8PrivateKeyPem())), Does.Contain("a key of another kind than ECDSA"));
        Assert.That(Verify(scratch.Write("rsa.pub", rsa.ExportSubjectPublicKeyInfoPem())), Does.Contain("a key of another kind than ECDSA"));
        Assert.That(Sign(Keys.Secret(scratch, "pkcs1.pem", rsa.ExportRSAPrivateKeyPem())), Does.Contain("'RSA PRIVATE KEY' in PEM"));
        Assert.That(Verify(scratch.Write("cert.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")),
            Does.Contain("'CERTIFICATE' in PEM").And.Contain("openssl x509"));
    }

    [Test]
    public void What_is_no_key_at_all_is_told()
    {
        Assert.That(Verify(scratch.Write("text.pem", "hello")), Does.Contain("a file that is no PEM"));
        Assert.That(Verify(scratch.Write("large.pem", new byte[100_000])), Does.Contain("a file that is no key"));
        Assert.That(Verify(scratch.At("none.pem")), Does.Contain("no such file"));
        Assert.That(Verify(scratch.Directory), Does.Contain("a directory"));
        Assert.That(Verify(scratch.Write("bytes.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")), Does.Contain("or damaged"));
    }

    [Test]
    public void A_private_key_that_everybody_may_read_is_refused()
    {
        var path = Keys.Secret(scratch, "open.pem", File.ReadAllText(keys.Private));
        if (OperatingSystem.IsWindows())
            Assert.Ignore("no such modes here");
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.That(Sign(path), Does.Contain("everybody on this machine may read").And.Contain($"chmod 600 {path}"));
    }

    [Test]
    public void The_command_line_ends_with_exit_code_2()
    {
        Assert.That(Support.Program.Run("inspect", "model.zip", "--verify", keys.Private).Code, Is.EqualTo(2));
        SmallModel.Write(scratch);
        Assert.That(Support.Program.Run("train", scratch.At("run.jsonc"), "--out", scratch.At("out"), "--sign", keys.Public).Code, Is.EqualTo(2));
    }

    private static string Verify(string path) => Assert.Throws<ConfigException>(() => VerifyingKey.Demanded(path))!.Message;

    private static string Sign(string path) => Assert.Throws<ConfigException>(() => SigningKey.Read(path))!.Message;
}
