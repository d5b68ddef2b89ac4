using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Fuzz.Zips;

/// <summary>A zip taken apart and put together again, with new digests where they are wanted: what a forger can do.</summary>
internal static class ZipParts
{
    public const string Manifest = "pipeline/manifest.json";
    public const string Digest = "pipeline/manifest.sha256";

    /// <summary>Name and content of each entry.</summary>
    public static List<(string Name, byte[] Content)> Of(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return [.. archive.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using var source = entry.Open();
            source.CopyTo(content);
            return (entry.FullName, content.ToArray());
        })];
    }

    /// <summary>A zip of some entries.</summary>
    public static byte[] Join(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var target = archive.CreateEntry(name, level).Open();
                target.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>Makes the digests fit: of the entries in the manifest where asked, then of the manifest.</summary>
    public static void Renew(List<(string Name, byte[] Content)> entries, bool ofEntries)
    {
        var at = entries.FindIndex(entry => entry.Name == Manifest);
        if (at < 0)
            return;
        if (ofEntries && Json(entries[at].Content) is { } json)
        {
            var digests = new JsonObject();
            foreach (var (name, content) in entries.Where(entry => entry.Name is not (Manifest or Digest)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
                digests[name] = Convert.ToHexStringLower(SHA256.HashData(content));
            json["entries"] = digests;
            entries[at] = (Manifest, Encoding.UTF8.GetBytes(json.ToJsonString()));
        }
        var digest = entries.FindIndex(entry => entry.Name == Digest);
        if (digest >= 0)
            entries[digest] = (Digest, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(entries[at].Content)) + "\n"));
    }

    /// <summary>A manifest, or null where something else has taken its place.</summary>
    private static JsonObject? Json(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
