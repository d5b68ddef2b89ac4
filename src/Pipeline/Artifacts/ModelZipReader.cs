using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Pipeline.Artifacts.Container;
using Pipeline.Artifacts.MlNet;
using Pipeline.Artifacts.Signing;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts;

/// <summary>
/// Opens the one zip. It is data, and ML.NET's loader would do what it says: so first the container is held to limits, then the
/// signature where one is demanded, then every byte of content to the digests, then every step of the chain is read by this program.
/// Only what has passed all that is loaded.
/// </summary>
internal static class ModelZipReader
{
    private const int ManifestBytes = 64 << 20;

    /// <summary>Entries that the manifest does not list: it cannot hold its own digest.</summary>
    private static readonly string[] unlisted = [EntryNames.Manifest, EntryNames.Digest, EntryNames.Signature, EntryNames.Signer];

    /// <summary>Opens a zip. ML.NET loads its chain when somebody asks for that, in a context of its own: what scores is read by this program.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="demanded">Keys that it must be signed by; none for whatever there is.</param>
    /// <exception cref="ArtifactException">The zip is missing, damaged, edited, foreign, too new, or not signed as demanded.</exception>
    public static OpenedModel Open(string path, params IReadOnlyList<VerifyingKey> demanded)
    {
        var bytes = ReadFile(path);
        var directory = ReadDirectory(path, bytes);
        var own = directory.Where(entry => unlisted.Contains(entry.Name))
            .ToDictionary(entry => entry.Name, entry => UnpackOwn(path, bytes, entry), StringComparer.Ordinal);
        var json = VerifyManifest(path, own, directory);
        var signer = ManifestSignature.Verify(path, json, own, demanded);
        var read = ManifestReader.Read(json);
        var entries = VerifyEntries(path, bytes, directory, read?.Entries ?? ReadManifest(path, () => Outline(path, json)));
        var stored = ChainReader.Read(path, entries);
        var manifest = read ?? ReadManifest(path, () => ManifestJson.Read(json));
        if (Misfit(path, manifest, stored) is { } misfit)
            throw Refusal.Of($"{path}!{EntryNames.Manifest}", misfit, "the manifest as train wrote it");
        return new OpenedModel(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), stored, manifest, TrainedRows(path, entries))
        {
            Signer = signer,
            // From the very bytes that were verified, not from the file, which may change meanwhile.
            Loading = new(() => Load(path, bytes)),
        };
    }

    /// <summary>ML.NET throws whatever its parts throw: of what a chain cannot be loaded with, none is this program's.</summary>
    private static LoadedChain Load(string path, byte[] bytes)
    {
        try
        {
            return new LoadedChain(new MLContext().Model.Load(new MemoryStream(bytes, writable: false), out var inputs), inputs);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new ArtifactException(path, $"a chain that ML.NET cannot load ({error.GetBaseException().Message})",
                "a chain of this program's ML.NET version", Refusal.CopyAgain, error);
        }
    }

    private static string? Misfit(string path, Manifest manifest, StoredChain stored)
    {
        try
        {
            return ManifestFit.Misfit(manifest, stored);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException or IOException)
        {
            throw Refusal.Of(path, $"a chain and a manifest that do not fit ({error.Message})", "both as train wrote them", error);
        }
    }

    private static byte[] ReadFile(string path)
    {
        if (Directory.Exists(path))
            throw new ArtifactException(path, "a directory", "a model.zip that train wrote",
                NearestName.Hint("model.zip", Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)!)));
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            if (file.CanSeek && file.Length > ZipLimits.FileBytes)
                throw TooLarge(path);
            var bytes = new byte[file.CanSeek ? file.Length + 1 : 1 << 16];
            var count = 0;
            for (int read; (read = file.Read(bytes, count, bytes.Length - count)) > 0;)
            {
                if ((count += read) > ZipLimits.FileBytes)
                    throw TooLarge(path);
                if (count == bytes.Length)
                    Array.Resize(ref bytes, Math.Min(2 * count, ZipLimits.FileBytes + 1));
            }
            Array.Resize(ref bytes, count);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            var hint = error is FileNotFoundException && Directory.Exists(folder)
                ? NearestName.Hint(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!)) : "";
            var found = Directory.Exists(path) ? "a directory" : error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
            throw new ArtifactException(path, found, "a model.zip that train wrote", hint, error);
        }
    }

    private static ArtifactException TooLarge(string path) =>
        new(path, FormattableString.Invariant($"a file of more than {ZipLimits.FileBytes:N0} bytes"), "a model.zip that train wrote");

    private static IReadOnlyList<ZipEntrySpan> ReadDirectory(string path, byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new ArtifactException(path, "an empty file", "a model.zip that train wrote", Refusal.CopyAgain);
        return bytes.AsSpan().StartsWith("PK"u8) || bytes.AsSpan().IndexOf("PK\u0005\u0006"u8) > 0
            ? ZipDirectory.Read(path, bytes)
            : throw new ArtifactException(path, "a file that is no zip", "a model.zip that train wrote",
                "The zip is the first path of every command that takes one; data follow it.");
    }

    private static byte[] UnpackOwn(string path, byte[] bytes, ZipEntrySpan entry) => entry.Size <= ManifestBytes ? ZipContent.Unpack(path, bytes, entry)
        : throw Refusal.Of($"{path}!{entry.Name}", FormattableString.Invariant($"an entry of {entry.Size:N0} bytes"),
            FormattableString.Invariant($"at most {ManifestBytes:N0} bytes"));

    /// <summary>The manifest's bytes, if they match their digest.</summary>
    private static byte[] VerifyManifest(string path, Dictionary<string, byte[]> own, IReadOnlyList<ZipEntrySpan> directory)
    {
        var where = $"{path}!{EntryNames.Manifest}";
        if (!own.TryGetValue(EntryNames.Manifest, out var json) || !own.TryGetValue(EntryNames.Digest, out var digest))
        {
            var found = directory.Any(entry => entry.Name.StartsWith("TransformerChain", StringComparison.Ordinal))
                ? "an ML.NET model without this program's manifest (a stock program may have saved it again)" : "a zip without a manifest";
            throw new ArtifactException(path, found, $"a model.zip that train wrote, with {EntryNames.Manifest} and {EntryNames.Digest}",
                "Use the zip that train wrote.");
        }
        return Convert.ToHexStringLower(SHA256.HashData(json)) == Encoding.ASCII.GetString(digest).TrimEnd('\n') ? json
            : throw Refusal.Of(where, "a manifest that does not match its digest: it was edited or damaged", "the manifest as train wrote it");
    }
    /// <summary>The digests of the entries, of a manifest whose format is this program's.</summary>
    private static Dictionary<string, string> Outline(string path, byte[] json)
    {
        var where = $"{path}!{EntryNames.Manifest}";
        var (format, digests) = ManifestJson.Outline(json);
        if (format > Manifest.CurrentFormat)
        {
            throw new ArtifactException(where, FormattableString.Invariant($"format {format}, written by a newer version of this program"),
                FormattableString.Invariant($"at most format {Manifest.CurrentFormat}"), "Update this program.");
        }
        if (format < Manifest.CurrentFormat)
        {
            throw new ArtifactException(where, FormattableString.Invariant($"format {format}, written by an older version of this program"),
                FormattableString.Invariant($"format {Manifest.CurrentFormat}"), "Train again with this version.");
        }
        return digests();
    }

    private static byte[] TrainedRows(string path, Dictionary<string, byte[]> entries) => entries.GetValueOrDefault(EntryNames.TrainedRows)
        ?? throw Refusal.Of($"{path}!{EntryNames.TrainedRows}", "no such entry", "the keys of the rows that were trained on");

    private static T ReadManifest<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Refusal.Of($"{path}!{EntryNames.Manifest}", $"a manifest that cannot be read ({error.Message})", "the manifest as train wrote it", error);
        }
    }

    /// <summary>The content of the entries that the manifest lists; names are held to it before anything is unpacked.</summary>
    private static Dictionary<string, byte[]> VerifyEntries(string path, byte[] bytes, IReadOnlyList<ZipEntrySpan> directory,
        IReadOnlyDictionary<string, string> digests)
    {
        var listed = directory.Where(entry => digests.ContainsKey(entry.Name)).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var problems = new List<Problem>();
        problems.AddRange(digests.Keys.Where(name => !listed.ContainsKey(name))
            .Select(name => new Problem($"{path}!{name}", "no such entry", "it, as the manifest lists it", Refusal.CopyAgain)));
        problems.AddRange(directory.Select(entry => entry.Name).Where(name => !listed.ContainsKey(name) && !unlisted.Contains(name)).Order(
            StringComparer.Ordinal)
            .Select(name => new Problem($"{path}!{name}", "an entry that the manifest does not list", "no other entries", Refusal.CopyAgain)));
        if (problems.Count > 0)
            throw new ArtifactException(problems);
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, expected) in digests)
        {
            var content = ZipContent.Unpack(path, bytes, listed[name]);
            entries.Add(name, content);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != expected)
                problems.Add(new Problem($"{path}!{name}", "content that does not match its digest: it was edited or damaged", $"SHA-256 {expected}",
                    Refusal.CopyAgain));
        }
        return problems.Count == 0 ? entries : throw new ArtifactException(problems);
    }
}
