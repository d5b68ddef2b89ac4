namespace Pipeline.Files;

/// <summary>The checksum of gzip (RFC 1952, section 8) and of zip: CRC-32 with the reflected polynomial 0xEDB88320, eight bytes at a step.</summary>
internal static class Crc32
{
    private static readonly uint[] table = MakeTable();

    /// <summary>The checksum of bytes that follow others; 0 before the first byte.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc ^= bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)bytes[3] << 24);
            crc = table[0x700 + (crc & 0xff)] ^ table[0x600 + ((crc >> 8) & 0xff)]
                ^ table[0x500 + ((crc >> 16) & 0xff)] ^ table[0x400 + (crc >> 24)]
                ^ table[0x300 + bytes[4]] ^ table[0x200 + bytes[5]] ^ table[0x100 + bytes[6]] ^ table[bytes[7]];
        }
        foreach (var value in bytes)
            crc = table[(crc ^ value) & 0xff] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>Row k holds the checksum of a byte that k zero bytes follow.</summary>
    private static uint[] MakeTable()
    {
        var made = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            made[i] = crc;
        }
        for (var i = 256; i < made.Length; i++)
            made[i] = made[made[i - 256] & 0xff] ^ (made[i - 256] >> 8);
        return made;
    }
}
