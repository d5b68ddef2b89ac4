using System.Buffers.Binary;
using System.Text;
using Pipeline.Artifacts.MlNet;

namespace Pipeline.Tests.Artifacts;

/// <summary>An entry of ML.NET taken apart, to be put together again with something else in it: header, places and tail as ML.NET has them.</summary>
/// <param name="Loader">What is to load it.</param>
/// <param name="Numbers">The block of numbers.</param>
/// <param name="Texts">The texts.</param>
internal sealed record ForgedEntry(Loader Loader, byte[] Numbers, IReadOnlyList<string> Texts)
{
    /// <summary>Takes an entry apart.</summary>
    public static ForgedEntry Of(byte[] entry)
    {
        var sound = ModelEntry.Read("entry", entry);
        var count = (int)(BinaryPrimitives.ReadInt64LittleEndian(entry.AsSpan(0x28)) / 8);
        return new ForgedEntry(sound.Loader, sound.Numbers.Take(sound.Numbers.Left).ToArray(), [.. Enumerable.Range(0, count).Select(sound.Text)]);
    }

    /// <summary>The bytes of the entry.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(new byte[256]);
        writer.Write(Numbers);
        long texts = stream.Position, end = 0;
        foreach (var text in Texts)
            writer.Write(end += 2 * text.Length);
        var characters = stream.Position;
        writer.Write(Encoding.Unicode.GetBytes(string.Concat(Texts)));
        var assembly = stream.Position;
        writer.Write(Encoding.Unicode.GetBytes(Loader.FullAssembly));
        var tail = stream.Position;
        writer.Write("LEDOM\0LM"u8);
        var length = stream.Position;
        stream.Position = 0;
        writer.Write("ML\0MODEL"u8);
        writer.Write(0x10002);
        writer.Write(0x10002);
        foreach (var place in (ReadOnlySpan<long>)[256, Numbers.Length, Texts.Count == 0 ? 0 : texts, 8 * Texts.Count, Texts.Count == 0 ? 0 : characters, end])
            writer.Write(place);
        writer.Write(Loader.FormatNumber);
        writer.Write(Loader.Written);
        writer.Write(Loader.Readable);
        writer.Write(Encoding.ASCII.GetBytes(Loader.Name.PadRight(24, '\0')));
        writer.Write(Encoding.ASCII.GetBytes(Loader.Alternative.PadRight(24, '\0')));
        writer.Write(tail);
        writer.Write(length);
        writer.Write(assembly);
        writer.Write((int)(tail - assembly));
        return stream.ToArray();
    }

    /// <summary>A number of the block.</summary>
    public int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(Numbers.AsSpan(at));

    /// <summary>A number of the block replaced.</summary>
    public ForgedEntry With(int at, int number)
    {
        var numbers = (byte[])Numbers.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(at), number);
        return this with { Numbers = numbers };
    }
}
