using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Training.Network;

/// <summary>
/// A training state as bytes: <see cref="Magic"/>, version, bytes of a number, length of the whole; then the members in the order in which
/// they are written here, arrays and texts with their lengths before them; then a SHA-256 of all before it. Little-endian, exact bits.
/// </summary>
internal static class StateWriter
{
    /// <summary>The version of the form.</summary>
    public const int Version = 1;

    /// <summary>Of the digest.</summary>
    public const int DigestLength = SHA256.HashSizeInBytes;

    /// <summary>Magic, version, bytes of a number, length.</summary>
    public const int HeaderLength = 8 + 4 + 4 + 8;

    /// <summary>The first bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "NETSTATE"u8;

    /// <summary>The bytes of a state.</summary>
    public static byte[] Bytes<T>(TrainingState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(Marshal.SizeOf<T>());
        writer.Write(0L);
        WriteText(writer, state.Subject);
        var (parameters, buffers) = (state.Arrays.Layout.ParameterCount, state.Arrays.Layout.BufferCount);
        WriteArray(writer, state.Arrays.Parameters, parameters);
        WriteArray(writer, state.Arrays.Buffers, buffers);
        writer.Write(state.Moments.Length);
        foreach (var moments in state.Moments)
            WriteArray(writer, moments, parameters);
        writer.Write(state.Updates);
        writer.Write(state.Advances);
        writer.Write(state.Seed);
        writer.Write(state.Step);
        writer.Write(state.Epoch);
        writer.Write(state.Batch);
        writer.Write(state.EpochLoss.Sum);
        writer.Write(state.EpochLoss.Weight);
        writer.Write(state.History.Count);
        foreach (var epoch in state.History)
        {
            writer.Write(epoch.Epoch);
            writer.Write(epoch.TrainingLoss);
            writer.Write(epoch.ValidationLoss);
            writer.Write(epoch.LearningRate);
        }
        writer.Write(state.BestEpoch);
        writer.Write(state.BestLoss);
        WriteArray(writer, state.BestParameters, parameters);
        WriteArray(writer, state.BestBuffers, buffers);
        writer.Seek(HeaderLength - sizeof(long), SeekOrigin.Begin);
        writer.Write(stream.Length + DigestLength);
        var content = stream.ToArray();
        return [.. content, .. SHA256.HashData(content)];
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static void WriteArray<T>(BinaryWriter writer, T[] numbers, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        writer.Write(count);
        // Little-endian, as this program's machines are.
        writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan(0, count)));
    }
}
