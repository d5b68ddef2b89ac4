using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Pipeline.Artifacts.Container;
using Pipeline.Artifacts.Signing;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>
/// Writes the one zip: ML.NET's own entries, which stock ML.NET loads, beside <c>pipeline/manifest.json</c> and its digest.
/// Entries stand in ordinal order with a fixed time, so that the same content has the same bytes.
/// </summary>
internal static class ModelZip
{
    /// <summary>The earliest time that a zip can hold.</summary>
    private static readonly DateTimeOffset entryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The entries of a model that its manifest lists.</summary>
    /// <param name="model">The fitted chain.</param>
    /// <param name="trainedRows">The split keys of the rows that it learnt from or looked at, as <see cref="KeySet.ToBytes"/> gives them.</param>
    public static SortedDictionary<string, byte[]> Entries(FittedModel model, ReadOnlyMemory<byte> trainedRows)
    {
        var entries = ChainEntries(model);
        entries.Add(EntryNames.TrainedRows, trainedRows.ToArray());
        return entries;
    }

    /// <summary>Writes a model to a stream.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="listed">Its entries, as <see cref="Entries"/> gives them.</param>
    /// <param name="manifest">Its account; the digests of the entries are added here.</param>
    /// <param name="key">What the manifest is signed with; null for not at all.</param>
    public static void Write(Stream stream, IReadOnlyDictionary<string, byte[]> listed, Manifest manifest, SigningKey? key = null)
    {
        var entries = new SortedDictionary<string, byte[]>(listed.ToDictionary(), StringComparer.Ordinal);
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, content) in listed)
            digests.Add(name, Convert.ToHexStringLower(SHA256.HashData(content)));
        var json = ManifestJson.Write(manifest with { Entries = digests });
        entries.Add(EntryNames.Manifest, json);
        entries.Add(EntryNames.Digest, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json)) + "\n"));
        if (key is not null)
            ManifestSignature.Add(entries, key);
        // In memory first: into a pipe the archive would put the sizes of an entry behind it.
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = entryTime;
                using var target = entry.Open();
                target.Write(content);
            }
        }
        bytes.WriteTo(stream);
    }

    /// <summary>The entries of ML.NET, as they stand in the zip.</summary>
    internal static SortedDictionary<string, byte[]> ChainEntries(FittedModel model)
    {
        using var zip = new ZipArchive(Save(model), ZipArchiveMode.Read);
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using var source = entry.Open();
            source.CopyTo(content);
            // ML.NET for Windows writes backslashes; the digests and the bytes are to be the same everywhere.
            entries.Add(entry.FullName.Replace('\\', '/'), content.ToArray());
        }
        return entries;
    }

    /// <summary>ML.NET writes the normalizer's account, a text beside its numbers, with the decimal comma of the machine.</summary>
    private static MemoryStream Save(FittedModel model)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var saved = new MemoryStream();
            new MLContext().Model.Save(model.Chain, model.InputSchema, saved);
            saved.Position = 0;
            return saved;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
