using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Pipeline.Files;

/// <summary>
/// Unpacks gzip (RFC 1952) and insists that it is whole. The framework's GZipStream takes a file that was cut off anywhere for a
/// shorter one, and leaves out whatever follows a damaged member; either would lose rows without a word.
/// </summary>
internal sealed class GunzipStream(Stream inner) : ForwardStream
{
    private const int TrailerBytes = 8;
    private readonly byte[] window = new byte[64 << 10];
    private int start;
    private int end;
    private int given;
    private DeflateStream? body;
    private readonly Crc32 crc = new();
    private uint size;
    private InvalidDataException? damage;

    /// <exception cref="InvalidDataException">The data is damaged or cut off; so says every further read, too.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (damage is not null)
            throw new InvalidDataException(damage.Message, damage);
        try
        {
            return Unpack(buffer);
        }
        catch (InvalidDataException error)
        {
            damage = error;
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body?.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (body is null)
            {
                if (Fill(1) == 0)
                    return 0;
                ReadHeader();
                crc.Reset();
                size = 0;
                given = start;
                body = new DeflateStream(new Feed(this), CompressionMode.Decompress);
            }
            var read = body.Read(buffer);
            if (read > 0)
            {
                crc.Append(buffer[..read]);
                size += (uint)read;
                return read;
            }
            ReadTrailer();
        }
        return 0;
    }

    private void ReadHeader()
    {
        if (Next() != 0x1f || Next() != 0x8b)
            throw new InvalidDataException("something else than gzip follows");
        var (method, flags) = (Next(), Next());
        if (method != 8 || (flags & 0xe0) != 0)
            throw new InvalidDataException("an unknown kind of gzip");
        Skip(6);
        if ((flags & 4) != 0)
            Skip(Next() | (Next() << 8));
        for (var texts = (flags & 8) + ((flags & 16) >> 1); texts > 0; texts -= 8)
        {
            while (Next() != 0)
            {
            }
        }
        Skip(flags & 2);
    }

    /// <summary>
    /// The inflater takes more bytes than it needs and does not say how many: the trailer, whose eight bytes are known by now, is
    /// looked for among those that it was given last and those that come next; the last match is the true one where the trailer is
    /// all zeros, that of an empty member, and the body ends with a zero.
    /// </summary>
    private void ReadTrailer()
    {
        body!.Dispose();
        body = null;
        start = given;
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], size);
        Fill(Feed.Most + TrailerBytes);
        var found = window.AsSpan(start, Math.Min(end - start, Feed.Most + TrailerBytes)).LastIndexOf(trailer);
        if (found < 0)
            throw new InvalidDataException("cut off, or its checksum is wrong");
        start += found + TrailerBytes;
    }

    private int Next() => Fill(1) > 0 ? window[start++] : throw new InvalidDataException("cut off");

    private void Skip(int count)
    {
        while (count-- > 0)
            Next();
    }

    /// <summary>Sees to it that the window holds so many bytes from the start on, if there are so many; says how many it holds.</summary>
    private int Fill(int count)
    {
        if (end - start < count)
        {
            window.AsSpan(start, end - start).CopyTo(window);
            (start, end) = (0, end - start);
            end += inner.ReadAtLeast(window.AsSpan(end), count - end, throwOnEndOfStream: false);
        }
        return end - start;
    }

    /// <summary>What the inflater reads from; it asks for more only when it has used up what it was given.</summary>
    private sealed class Feed(GunzipStream owner) : ForwardStream
    {
        /// <summary>
        /// Less than lies between two trailers (a header of 10 bytes, a body of 2, the trailer itself), so that a damaged trailer
        /// cannot be made up for by that of a like member after it. Reading by 16 still gives some 140 MB of text a second.
        /// </summary>
        public const int Most = 16;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, Most), owner.Fill(1));
            owner.window.AsSpan(owner.start, count).CopyTo(buffer);
            owner.given = owner.start;
            owner.start += count;
            return count;
        }
    }
}
