namespace Pipeline.Fuzz;

/// <summary>Damage to bytes.</summary>
internal static class Mutation
{
    /// <summary>Bytes that mean something to somebody: quotes, separators, line ends, marks, NUL, parts of characters.</summary>
    private static readonly byte[] loaded = [.. "\",;\r\n\t#=.-e'{}[]: \\/"u8, 0, 0x80, 0x93, 0xa0, 0xc3, 0xd8, 0xdc, 0xe2, 0xef, 0xfe, 0xff];

    /// <summary>Some bytes, damaged once.</summary>
    public static byte[] Once(Chance chance, byte[] bytes)
    {
        var at = chance.Below(bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + (chance.OneIn(4) ? chance.Between(1, Math.Max(1, bytes.Length / 4)) : chance.Between(1, 6)));
        return chance.Below(9) switch
        {
            0 when bytes.Length > 0 => Flipped(chance, bytes, chance.Below(bytes.Length)),
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..at], chance.Of(loaded), .. bytes[at..]],
            3 => [.. bytes[..at], (byte)chance.Below(256), .. bytes[at..]],
            4 => [.. bytes[..end], .. bytes[at..]],
            5 => bytes[..at],
            6 when bytes.Length > 0 => Spliced(chance, bytes, at),
            7 when bytes.Length > 0 => Put(bytes, chance.Below(bytes.Length), chance.Of(loaded)),
            8 when bytes.Length > 1 => Swapped(chance, bytes),
            _ => [.. bytes, chance.Of(loaded)],
        };
    }

    /// <summary>Some bytes, damaged so many times.</summary>
    public static byte[] Often(Chance chance, byte[] bytes, int times)
    {
        for (var i = 0; i < times; i++)
            bytes = Once(chance, bytes);
        return bytes;
    }

    private static byte[] Flipped(Chance chance, byte[] bytes, int at) => Put(bytes, at, (byte)(bytes[at] ^ (1 << chance.Below(8))));

    private static byte[] Put(byte[] bytes, int at, byte value)
    {
        var copy = (byte[])bytes.Clone();
        copy[at] = value;
        return copy;
    }

    /// <summary>What stands in one place written over, or put into, another.</summary>
    private static byte[] Spliced(Chance chance, byte[] bytes, int at)
    {
        var from = chance.Below(bytes.Length);
        var piece = bytes[from..Math.Min(bytes.Length, from + chance.Between(1, 40))];
        var rest = chance.OneIn(2) ? at : Math.Min(bytes.Length, at + piece.Length);
        return [.. bytes[..at], .. piece, .. bytes[rest..]];
    }

    private static byte[] Swapped(Chance chance, byte[] bytes)
    {
        var copy = (byte[])bytes.Clone();
        var (one, other) = (chance.Below(copy.Length), chance.Below(copy.Length));
        (copy[one], copy[other]) = (copy[other], copy[one]);
        return copy;
    }
}
