using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>Opens the one zip, after verifying every byte of its content against the digests in it.</summary>
public static class ModelZipReader
{
    internal const string CopyAgain = "Copy the zip again from where it was trained, or train again.";

    /// <summary>Opens a zip in an ML.NET context of its own.</summary>
    /// <exception cref="ArtifactException">The zip is missing, damaged, edited, foreign or too new.</exception>
    public static OpenedModel Open(string path)
    {
        var bytes = ReadFile(path);
        var entries = ReadEntries(path, bytes);
        var json = VerifyManifest(path, entries);
        VerifyEntries(path, entries, ReadManifest(path, () => Outline(path, json)));
        // Loaded from the very bytes that were verified, not from the file, which may change meanwhile. The manifest is read while
        // ML.NET loads: each takes a good part of the time to the first score.
        var loading = Task.Run(() => (new MLContext().Model.Load(new MemoryStream(bytes, writable: false), out var inputs), inputs));
        var manifest = ReadManifest(path, () => ManifestJson.Read(json));
        try
        {
            var (chain, inputs) = loading.GetAwaiter().GetResult();
            if (ManifestFit.Misfit(manifest, chain, inputs) is { } misfit)
                throw new ArtifactException($"{path}!{ModelZip.ManifestEntry}", misfit, "the manifest as train wrote it", CopyAgain);
            return new OpenedModel(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), new FittedModel(chain, inputs, manifest.Signature), manifest, TrainedRows(path, entries));
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or InvalidDataException or IOException or ArgumentException)
        {
            throw new ArtifactException(path, $"a chain that ML.NET cannot load ({error.Message})", "a chain of this program's ML.NET version", CopyAgain, error);
        }
    }

    private static byte[] ReadFile(string path)
    {
        if (Directory.Exists(path))
            throw new ArtifactException(path, "a directory", "a model.zip that train wrote", NearestName.Hint("model.zip", Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)!)));
        try
        {
            return File.ReadAllBytes(path);
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

    private static Dictionary<string, byte[]> ReadEntries(string path, byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new ArtifactException(path, "an empty file", "a model.zip that train wrote", CopyAgain);
        if (!bytes.AsSpan().StartsWith("PK"u8))
            throw new ArtifactException(path, "a file that is no zip", "a model.zip that train wrote", "The zip is the first path of every command that takes one; data follow it.");
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var entryName = "";
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            foreach (var entry in zip.Entries)
            {
                entryName = entry.FullName;
                using var content = new MemoryStream();
                using var source = entry.Open();
                source.CopyTo(content);
                if (!entries.TryAdd(entryName, content.ToArray()))
                    throw new ArtifactException($"{path}!{entryName}", "the entry twice", "each entry once", CopyAgain);
            }
            return entries;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            var where = entryName.Length == 0 ? path : $"{path}!{entryName}";
            throw new ArtifactException(where, $"a damaged or truncated zip ({error.Message})", "the zip as train wrote it", CopyAgain, error);
        }
    }

    /// <summary>The manifest's bytes, if they match their digest.</summary>
    private static byte[] VerifyManifest(string path, Dictionary<string, byte[]> entries)
    {
        var where = $"{path}!{ModelZip.ManifestEntry}";
        if (!entries.TryGetValue(ModelZip.ManifestEntry, out var json) || !entries.TryGetValue(ModelZip.DigestEntry, out var digest))
        {
            var found = entries.Keys.Any(name => name.StartsWith("TransformerChain", StringComparison.Ordinal))
                ? "an ML.NET model without this program's manifest (a stock program may have saved it again)" : "a zip without a manifest";
            throw new ArtifactException(path, found, $"a model.zip that train wrote, with {ModelZip.ManifestEntry} and {ModelZip.DigestEntry}", "Use the zip that train wrote.");
        }
        if (Convert.ToHexStringLower(SHA256.HashData(json)) != Encoding.ASCII.GetString(digest).TrimEnd('\n'))
            throw new ArtifactException(where, "a manifest that does not match its digest: it was edited or damaged", "the manifest as train wrote it", CopyAgain);
        return json;
    }

    /// <summary>The digests of the entries, of a manifest whose format is this program's.</summary>
    private static Dictionary<string, string> Outline(string path, byte[] json)
    {
        var where = $"{path}!{ModelZip.ManifestEntry}";
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

    private static byte[] TrainedRows(string path, Dictionary<string, byte[]> entries) => entries.GetValueOrDefault(ModelZip.TrainedRowsEntry)
        ?? throw new ArtifactException($"{path}!{ModelZip.TrainedRowsEntry}", "no such entry", "the keys of the rows that were trained on", CopyAgain);

    private static T ReadManifest<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ArtifactException($"{path}!{ModelZip.ManifestEntry}", $"a manifest that cannot be read ({error.Message})", "the manifest as train wrote it", CopyAgain, error);
        }
    }

    private static void VerifyEntries(string path, Dictionary<string, byte[]> entries, Dictionary<string, string> digests)
    {
        var problems = new List<Problem>();
        foreach (var (name, expected) in digests)
        {
            if (!entries.TryGetValue(name, out var content))
                problems.Add(new Problem($"{path}!{name}", "no such entry", "it, as the manifest lists it", CopyAgain));
            else if (Convert.ToHexStringLower(SHA256.HashData(content)) != expected)
                problems.Add(new Problem($"{path}!{name}", "content that does not match its digest: it was edited or damaged", $"SHA-256 {expected}", CopyAgain));
        }
        problems.AddRange(entries.Keys.Where(name => name is not (ModelZip.ManifestEntry or ModelZip.DigestEntry) && !digests.ContainsKey(name))
            .Order(StringComparer.Ordinal)
            .Select(name => new Problem($"{path}!{name}", "an entry that the manifest does not list", "no other entries", CopyAgain)));
        if (problems.Count > 0)
            throw new ArtifactException(problems);
    }
}
