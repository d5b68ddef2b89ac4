using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Model.Problems;

namespace Pipeline.Training.Network;

/// <summary>Reads what <see cref="StateWriter"/> writes, and refuses whatever is damaged, cut off, newer, or of another network.</summary>
internal sealed class StateReader : IDisposable
{
    private const string Remedy = "Resume from an older checkpoint, or train from the beginning.";
    private readonly string where;
    private readonly BinaryReader reader;

    private StateReader(string where, byte[] bytes)
    {
        this.where = where;
        reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
    }

    /// <summary>Reads a state.</summary>
    /// <param name="where">The name of the file, for messages.</param>
    /// <param name="bytes">All of its bytes.</param>
    /// <param name="layout">The network that it must be of.</param>
    /// <param name="moments">How many arrays of moments its optimizer must keep.</param>
    /// <exception cref="ArtifactException">It is no such file; the message says why.</exception>
    public static TrainingState<T> Read<T>(string where, byte[] bytes, NetworkLayout layout, int moments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireWhole(where, bytes);
        using var reader = new StateReader(where, bytes);
        return reader.Read<T>(layout, moments);
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private static void RequireWhole(string where, byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith(StateWriter.Magic))
            throw new ArtifactException(where, "something else than a checkpoint", "a file that a training has written", Remedy);
        if (bytes.Length < StateWriter.HeaderLength)
            throw new ArtifactException(where, FormattableString.Invariant($"{bytes.Length} bytes"), "a checkpoint that is not cut off", Remedy);
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(StateWriter.Magic.Length));
        if (version != StateWriter.Version)
        {
            throw new ArtifactException(where, FormattableString.Invariant($"a checkpoint of version {version}"),
                FormattableString.Invariant($"version {StateWriter.Version}"), "Resume with the program that wrote it.");
        }
        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(StateWriter.HeaderLength - sizeof(long)));
        if (length != bytes.Length)
        {
            throw new ArtifactException(where, FormattableString.Invariant($"{bytes.Length:N0} bytes"),
                FormattableString.Invariant($"{length:N0}: the checkpoint is {(bytes.Length < length ? "cut off" : "followed by something else")}"), Remedy);
        }
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - StateWriter.DigestLength));
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)))
            throw new ArtifactException(where, "bytes that its SHA-256 does not fit", "a checkpoint as it was written", Remedy);
    }

    private TrainingState<T> Read<T>(NetworkLayout layout, int moments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        reader.BaseStream.Position = StateWriter.Magic.Length + sizeof(int);
        Require("bytes of a number", reader.ReadInt32(), Marshal.SizeOf<T>());
        reader.BaseStream.Position = StateWriter.HeaderLength;
        var subject = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
        var state = new TrainingState<T>(layout, moments, 0) { Subject = subject };
        ReadArray("weights", state.Arrays.Parameters, layout.ParameterCount);
        ReadArray("running statistics", state.Arrays.Buffers, layout.BufferCount);
        Require("arrays of moments", reader.ReadInt32(), moments);
        foreach (var array in state.Moments)
            ReadArray("moments", array, layout.ParameterCount);
        state.Updates = reader.ReadInt64();
        state.Advances = reader.ReadInt64();
        state.Seed = reader.ReadUInt64();
        state.Step = reader.ReadInt64();
        state.Epoch = reader.ReadInt32();
        state.Batch = reader.ReadInt32();
        state.EpochLoss = new LossSum(reader.ReadDouble(), reader.ReadDouble());
        var epochs = reader.ReadInt32();
        for (var i = 0; i < epochs; i++)
            state.History.Add(new EpochRecord(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));
        state.BestEpoch = reader.ReadInt32();
        state.BestLoss = reader.ReadDouble();
        ReadArray("best weights", state.BestParameters, layout.ParameterCount);
        ReadArray("best running statistics", state.BestBuffers, layout.BufferCount);
        return state;
    }

    private void ReadArray<T>(string what, T[] numbers, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(what, reader.ReadInt32(), count);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan(0, count)));
    }

    private void Require(string what, int found, int expected)
    {
        if (found != expected)
        {
            throw new ArtifactException($"{where}, {what}", FormattableString.Invariant($"{found:N0}"),
                FormattableString.Invariant($"{expected:N0}, as the network of this config has"), "Resume with the config that it was trained with.");
        }
    }
}
