namespace Pipeline.Artifacts.Container;

/// <summary>An entry of a zip, as both of its headers describe it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDeflated">Whether its bytes are deflated, or stored as they are.</param>
/// <param name="Crc">CRC-32 of its content.</param>
/// <param name="Start">Where its bytes begin in the file.</param>
/// <param name="StoredBytes">How many they are.</param>
/// <param name="Size">Bytes of its content.</param>
internal sealed record ZipEntrySpan(string Name, bool IsDeflated, uint Crc, int Start, int StoredBytes, int Size);
