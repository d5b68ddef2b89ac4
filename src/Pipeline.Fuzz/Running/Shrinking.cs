using Pipeline.Fuzz.Plain;

namespace Pipeline.Fuzz.Running;

/// <summary>Makes a case smaller as long as the same kind of fault comes of it.</summary>
/// <param name="kindOf">Tries a case: the kind of its fault, or null.</param>
internal sealed class Shrinking(Func<FuzzCase, string?> kindOf)
{
    private const int MostTries = 200;
    private static readonly string[] shrunk = ["in.csv", "run.jsonc"];
    private int tries;

    /// <summary>The smaller case; cases by which a process dies stay as they are, since every try costs a process.</summary>
    public FuzzCase Of(FuzzCase example, string kind)
    {
        foreach (var name in shrunk.Where(example.Files.ContainsKey))
        {
            var bytes = example.Files[name];
            if (Gunzip.IsGzip(bytes) && Unpacked(bytes) is { } unpacked && Fails(example.With(name, unpacked), kind))
                bytes = unpacked;
            for (var piece = bytes.Length / 2; piece > 0; piece /= 2)
            {
                for (var at = 0; at < bytes.Length && tries < MostTries;)
                {
                    byte[] less = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + piece)..]];
                    if (Fails(example.With(name, less), kind))
                        bytes = less;
                    else
                        at += piece;
                }
            }
            example = example.With(name, bytes);
        }
        return example;
    }

    private bool Fails(FuzzCase example, string kind)
    {
        tries++;
        return kindOf(example) == kind;
    }

    private static byte[]? Unpacked(byte[] bytes)
    {
        try
        {
            return Gunzip.All(bytes, out _);
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
