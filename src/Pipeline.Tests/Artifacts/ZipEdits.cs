using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Artifacts.Container;

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
        var json = Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(Content(entries, EntryNames.Manifest))));
        Set(entries, EntryNames.Manifest, json);
        if (fixDigest)
            FixDigest(entries, json);
    });

    /// <summary>Edits entries and makes every digest fit again, so that what lies behind the digests is reached.</summary>
    public static byte[] Forge(byte[] zip, Action<List<(string Name, byte[] Content)>> edit) => Edit(zip, entries =>
    {
        edit(entries);
        var manifest = JsonNode.Parse(Content(entries, EntryNames.Manifest))!.AsObject();
        string[] unlisted = [EntryNames.Manifest, EntryNames.Digest, EntryNames.Signature, EntryNames.Signer];
        manifest["entries"] = new JsonObject(entries.Where(entry => !unlisted.Contains(entry.Name))
            .Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)Convert.ToHexStringLower(SHA256.HashData(entry.Content)))));
        var json = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        Set(entries, EntryNames.Manifest, json);
        FixDigest(entries, json);
    });

    /// <summary>Replaces the content of one entry, and makes every digest fit.</summary>
    public static byte[] Forge(byte[] zip, string name, Func<byte[], byte[]> change) => Forge(zip, entries => Set(entries, name, change(Content(entries, name))));

    /// <summary>The content of an entry.</summary>
    public static byte[] Content(List<(string Name, byte[] Content)> entries, string name) => entries.Single(entry => entry.Name == name).Content;

    /// <summary>Replaces the content of an entry.</summary>
    public static void Set(List<(string Name, byte[] Content)> entries, string name, byte[] content) => entries[entries.FindIndex(entry => entry.Name == name)] = (name, content);

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

    private static void FixDigest(List<(string Name, byte[] Content)> entries, byte[] json) =>
        Set(entries, EntryNames.Digest, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json)) + "\n"));
}
