using System.Buffers.Binary;

namespace Pipeline.Artifacts.Container;

/// <summary>The CRC-32 of zip files (polynomial 0xEDB88320, reflected), eight bytes a step.</summary>
internal static class Crc32
{
    private static readonly uint[][] tables = Tables();

    /// <summary>Of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var (low, high) = (crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            crc = tables[7][(byte)low] ^ tables[6][(byte)(low >> 8)] ^ tables[5][(byte)(low >> 16)] ^ tables[4][low >> 24]
                ^ tables[3][(byte)high] ^ tables[2][(byte)(high >> 8)] ^ tables[1][(byte)(high >> 16)] ^ tables[0][high >> 24];
        }
        foreach (var next in bytes)
            crc = (crc >> 8) ^ tables[0][(byte)(crc ^ next)];
        return ~crc;
    }

    private static uint[][] Tables()
    {
        var made = new uint[8][];
        for (var table = 0; table < made.Length; table++)
        {
            made[table] = new uint[256];
            for (var i = 0; i < 256; i++)
            {
                if (table > 0)
                {
                    made[table][i] = (made[table - 1][i] >> 8) ^ made[0][(byte)made[table - 1][i]];
                    continue;
                }
                var crc = (uint)i;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                made[0][i] = crc;
            }
        }
        return made;
    }
}
