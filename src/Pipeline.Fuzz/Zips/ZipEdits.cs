using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Fuzz.Zips;

/// <summary>What chance and forgers do to zips.</summary>
internal static class ZipEdits
{
    private static readonly string[] oddNames =
    [
        "../escape.txt", "pipeline/other.bin", "TransformerChain/Transform_099/Model.key", "a", "pipeline\\manifest.json", "/abs", "pipeline/MANIFEST.json",
        "x\ny\u001b[31m", "é",
    ];

    private static readonly string[] oddValues =
    [
        "null", "true", "0", "-1", "2", "0.1", "1e999", "1e30", "\"\"", "\"other\"", "\"y\"", "[]", "[null]", "[\"a\", \"a\"]", "{}", "\"\\u0000\"",
        "\"\\ud83d\\udca9\"", "\"\\u001b[31m\"", "9007199254740993", "\";\"", "\",\"",
    ];

    /// <summary>Bytes flipped, cut, put in, doubled; bytes behind; two zips in one file.</summary>
    public static (byte[] Zip, bool IsForged) Bytes(Chance chance, byte[] zip) => (chance.Below(8) switch
    {
        0 => [.. zip, .. new byte[chance.Between(1, 9)]],
        1 => [.. zip, .. zip],
        2 => zip[..chance.Below(zip.Length)],
        _ => Mutation.Often(chance, zip, chance.OneIn(3) ? chance.Between(2, 6) : 1),
    }, false);

    /// <summary>Entries added, doubled, renamed, left out, made large, stored another way; digests renewed or not.</summary>
    public static (byte[] Zip, bool IsForged) Structure(Chance chance, byte[] zip)
    {
        var entries = ZipParts.Of(zip);
        for (var i = chance.Between(1, 2); i > 0; i--)
            Edit(chance, entries);
        var isForged = chance.OneIn(2);
        if (isForged)
            ZipParts.Renew(entries, ofEntries: true);
        var bytes = ZipParts.Join(chance.OneIn(5) ? chance.Shuffled(entries) : entries, chance.Of(CompressionLevel.Optimal, CompressionLevel.NoCompression));
        return (chance.OneIn(4) ? Headers(chance, bytes) : bytes, isForged);
    }

    /// <summary>Bytes of the chain's entries changed, members of the manifest replaced, every digest renewed.</summary>
    public static (byte[] Zip, bool IsForged) Forged(Chance chance, byte[] zip)
    {
        var entries = ZipParts.Of(zip);
        if (chance.OneIn(2))
        {
            bool IsOfChain((string Name, byte[] Content) entry) => !entry.Name.StartsWith("pipeline/", StringComparison.Ordinal) && entry.Content.Length > 0;
            var chain = Enumerable.Range(0, entries.Count).Where(i => IsOfChain(entries[i])).ToList();
            for (var i = chance.Between(1, 2); i > 0; i--)
            {
                var at = chance.Of(chain);
                entries[at] = (entries[at].Name, ChainBytes(chance, entries[at].Content));
            }
        }
        else
        {
            var at = entries.FindIndex(entry => entry.Name == ZipParts.Manifest);
            entries[at] = (ZipParts.Manifest, ManifestMember(chance, entries[at].Content));
        }
        ZipParts.Renew(entries, ofEntries: chance.OneIn(20) || entries.Any(entry => entry.Name != ZipParts.Manifest));
        return (ZipParts.Join(entries), true);
    }

    private static void Edit(Chance chance, List<(string Name, byte[] Content)> entries)
    {
        if (entries.Count == 0)
            return;
        var at = chance.Below(entries.Count);
        switch (chance.Below(8))
        {
            case 0:
                entries.Add((chance.Of(oddNames), Encoding.UTF8.GetBytes("more")));
                break;
            case 1:
                entries.Add(entries[at]);
                break;
            case 2:
                entries[at] = (chance.OneIn(2) ? chance.Of(oddNames) : "../" + entries[at].Name, entries[at].Content);
                break;
            case 3:
                entries.RemoveAt(at);
                break;
            case 4:
                // Megabytes of zeros are kilobytes in the zip.
                entries[at] = (entries[at].Name, [.. entries[at].Content, .. new byte[chance.Of(1, 4, 32) << 20]]);
                break;
            case 5:
                entries[at] = (entries[at].Name, []);
                break;
            case 6:
                var other = chance.Below(entries.Count);
                (entries[at], entries[other]) = ((entries[at].Name, entries[other].Content), (entries[other].Name, entries[at].Content));
                break;
            default:
                entries[at] = (entries[at].Name.ToUpperInvariant(), entries[at].Content);
                break;
        }
    }

    /// <summary>Fields of the headers: sizes, methods, checksums, flags.</summary>
    private static byte[] Headers(Chance chance, byte[] zip)
    {
        var copy = (byte[])zip.Clone();
        var start = chance.OneIn(2) ? copy.AsSpan().IndexOf("PK\u0001\u0002"u8) : 0;
        var at = start + chance.Between(4, 44);
        if (at + 4 > copy.Length)
            return copy;
        if (chance.OneIn(2))
            BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(at), chance.Of<ushort>(0, 1, 8, 9, 12, 14, 99, 0x7fff, 0xffff));
        else
            BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(at), chance.Of<uint>(0, 1, 1 << 20, 0x7fffffff, uint.MaxValue));
        return copy;
    }

    private static byte[] ChainBytes(Chance chance, byte[] content)
    {
        if (chance.OneIn(2) || content.Length < 8)
            return Mutation.Once(chance, content);
        var copy = (byte[])content.Clone();
        var at = chance.Below(content.Length - 3);
        BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(at), chance.Of(0, 1, -1, -2, 2, 3, 1000, int.MaxValue, int.MinValue, 0x7f800000, 0x7fc00000));
        return copy;
    }

    private static byte[] ManifestMember(Chance chance, byte[] json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        for (var i = chance.Between(1, 2); i > 0; i--)
        {
            var owners = Owners(root).ToList();
            var owner = chance.Of(owners);
            if (owner is JsonObject { Count: > 0 } members)
            {
                var name = chance.Of([.. members.Select(member => member.Key)]);
                if (chance.OneIn(6))
                    members.Remove(name);
                else
                    members[name] = JsonNode.Parse(chance.Of(oddValues));
            }
            else if (owner is JsonArray { Count: > 0 } list)
            {
                list[chance.Below(list.Count)] = JsonNode.Parse(chance.Of(oddValues));
            }
        }
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static IEnumerable<JsonNode> Owners(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Owners(member.Value)).Prepend(json),
        JsonArray list => list.SelectMany(Owners).Prepend(list),
        _ => [],
    };
}
