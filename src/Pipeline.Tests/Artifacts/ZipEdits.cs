using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Artifacts;

namespace Pipeline.Tests.Artifacts;

/// <summary>What somebody might do to a zip.</summary>
internal static class ZipEdits
{
    /// <summary>Writes the zip anew with its entries as an action leaves them.</summary>
    public static byte[] Edit(byte[] zip, Action<List<(string Name, byte[] Content)>> edit)
    {
        var entries = Entries(zip);
        edit(entries);
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var target = archive.CreateEntry(name).Open();
                target.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>Edits the manifest's text, and its digest too where asked: a forger's work.</summary>
    public static byte[] EditManifest(byte[] zip, Func<string, string> edit, bool fixDigest) => Edit(zip, entries =>
    {
        var manifest = entries.FindIndex(entry => entry.Name == ModelZip.ManifestEntry);
        var json = Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(entries[manifest].Content)));
        entries[manifest] = (ModelZip.ManifestEntry, json);
        if (fixDigest)
        {
            var digest = entries.FindIndex(entry => entry.Name == ModelZip.DigestEntry);
            entries[digest] = (ModelZip.DigestEntry, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json)) + "\n"));
        }
    });

    public static List<(string Name, byte[] Content)> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return archive.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using var source = entry.Open();
            source.CopyTo(content);
            return (entry.FullName, content.ToArray());
        }).ToList();
    }
}
