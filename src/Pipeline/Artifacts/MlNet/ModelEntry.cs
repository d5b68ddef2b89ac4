using System.Buffers.Binary;
using System.Text;
using Pipeline.Artifacts.Container;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>
/// An entry in which ML.NET keeps a step or a model, taken apart: a header of 256 bytes that says which code loads it, the numbers,
/// a table of texts, the name of the loader's assembly and a tail, one behind the other. The loader must be one of
/// <see cref="Loader.All"/> in each of its particulars; the header's places must be those that ML.NET writes.
/// </summary>
internal sealed class ModelEntry
{
    private const int HeaderBytes = 256;
    private const int TailBytes = 8;
    private const uint Version = 0x10002;
    private readonly byte[] bytes;
    private readonly int length;
    private readonly string[] texts;

    private ModelEntry(string where, Loader loader, byte[] bytes, int length, string[] texts)
    {
        Where = where;
        Loader = loader;
        this.bytes = bytes;
        this.length = length;
        this.texts = texts;
    }

    /// <summary>Zip and entry.</summary>
    public string Where { get; }

    /// <summary>What loads it.</summary>
    public Loader Loader { get; }

    /// <summary>Its numbers.</summary>
    public EntryReader Numbers => new(Where, bytes.AsSpan(HeaderBytes, length));

    /// <summary>Reads an entry.</summary>
    /// <exception cref="ArtifactException">It is none that ML.NET wrote, or its loader is not one of those that train asks for.</exception>
    public static ModelEntry Read(string where, byte[] bytes)
    {
        if (bytes.Length < HeaderBytes + TailBytes || !bytes.AsSpan().StartsWith("ML\0MODEL"u8) || !bytes.AsSpan().EndsWith("LEDOM\0LM"u8))
            throw Refusal.Of(where, "an entry that is none of ML.NET");
        var (model, texts, characters, assembly) = (Block(bytes, 0x10), Block(bytes, 0x20), Block(bytes, 0x30),
            (At: Int64(bytes, 0x90), Bytes: (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(0x98))));
        var hasTexts = texts.Bytes > 0;
        var isSound = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)) == Version
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)) == Version
            && model.At == HeaderBytes && InReach(bytes, model.Bytes) && InReach(bytes, texts.Bytes) && InReach(bytes, characters.Bytes)
            && InReach(bytes, assembly.Bytes) && texts.Bytes % 8 == 0
            && (hasTexts ? texts.At == HeaderBytes + model.Bytes && characters.At == texts.At + texts.Bytes : texts.At == 0 && characters is (0, 0))
            && assembly.At == HeaderBytes + model.Bytes + texts.Bytes + characters.Bytes
            && Int64(bytes, 0x80) == assembly.At + assembly.Bytes && Int64(bytes, 0x88) == bytes.Length && assembly.At + assembly.Bytes
                + TailBytes == bytes.Length
            && bytes.AsSpan(0x9c, HeaderBytes - 0x9c).IndexOfAnyExcept((byte)0) < 0;
        if (!isSound)
            throw Refusal.Of(where, "a header whose parts do not lie as ML.NET lays them");
        var loader = LoaderOf(where, bytes, Encoding.Unicode.GetString(bytes, (int)assembly.At, (int)assembly.Bytes));
        return new ModelEntry(where, loader, bytes, (int)model.Bytes, hasTexts
            ? Texts(where, bytes.AsSpan((int)texts.At, (int)texts.Bytes), bytes.AsSpan((int)characters.At, (int)characters.Bytes)) : []);
    }

    /// <summary>A text by its number.</summary>
    public string Text(int number) => (uint)number < (uint)texts.Length ? texts[number]
        : throw Refusal.Of(Where, FormattableString.Invariant($"text {number} of {texts.Length}"));

    /// <summary>The text whose number comes next.</summary>
    public string Text(ref EntryReader reader) => Text(reader.Int32());

    private static bool InReach(byte[] bytes, long length) => length >= 0 && length <= bytes.Length;

    private static Loader LoaderOf(string where, byte[] bytes, string assembly)
    {
        var (name, alternative) = (Ascii(bytes.AsSpan(0x50, 24)), Ascii(bytes.AsSpan(0x68, 24)));
        if (!Loader.All.TryGetValue(name, out var loader))
            throw Refusal.Of(where, $"a loader {DataText.Quote(name)} of {DataText.Quote(assembly)}", "a step, model or calibrator that a config can name");
        var (written, readable) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(0x48)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(0x4c)));
        if ((ulong)Int64(bytes, 0x40) != loader.FormatNumber || written != loader.Written || readable != loader.Readable || alternative != loader.Alternative
            || assembly != loader.FullAssembly)
            throw Refusal.Of(where, $"a loader {DataText.Quote(name)} of {DataText.Quote(assembly)} with another format or version than train's",
                $"it of {loader.FullAssembly}");
        return loader;
    }

    private static string[] Texts(string where, ReadOnlySpan<byte> table, ReadOnlySpan<byte> characters)
    {
        var made = new string[table.Length / sizeof(long)];
        long start = 0;
        for (var i = 0; i < made.Length; i++)
        {
            var end = BinaryPrimitives.ReadInt64LittleEndian(table[(i * sizeof(long))..]);
            if (end < start || end > characters.Length || end % 2 != 0)
                throw Refusal.Of(where, "texts that overlap or go beyond the entry");
            made[i] = Utf16(characters[(int)start..(int)end]);
            start = end;
        }
        return start == characters.Length ? made : throw Refusal.Of(where, "characters that belong to no text");
    }

    /// <summary>Characters as they are, pairs or not.</summary>
    private static string Utf16(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length / 2];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
        return new string(characters);
    }

    private static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).TrimEnd('\0');

    private static (long At, long Bytes) Block(byte[] bytes, int at) => (Int64(bytes, at), Int64(bytes, at + 8));

    private static long Int64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
}
