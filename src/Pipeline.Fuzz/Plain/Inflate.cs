namespace Pipeline.Fuzz.Plain;

/// <summary>Unpacks deflate (RFC 1951) bit by bit, so that it is known where a stream ends.</summary>
internal sealed class Inflate
{
    private const int Bits = 15;
    private static readonly int[] order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private readonly byte[] bytes;
    private readonly List<byte> output;
    private readonly int start;
    private int at;
    private int bit;

    private Inflate(byte[] bytes, int at, List<byte> output) => (this.bytes, this.at, this.output, start) = (bytes, at, output, output.Count);

    /// <summary>Appends what a stream holds; returns where it ends.</summary>
    /// <exception cref="RefusedException">It is cut off or damaged.</exception>
    public static int Append(byte[] bytes, int at, List<byte> output)
    {
        var stream = new Inflate(bytes, at, output);
        bool last;
        do
        {
            last = stream.Take(1) == 1;
            stream.Block(stream.Take(2));
        }
        while (!last);
        return stream.bit > 0 ? stream.at + 1 : stream.at;
    }

    private int Take(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++)
        {
            if (at >= bytes.Length)
                throw new RefusedException("deflate that is cut off");
            value |= ((bytes[at] >> bit) & 1) << i;
            if (++bit == 8)
                (bit, at) = (0, at + 1);
        }
        return value;
    }

    private void Block(int kind)
    {
        if (kind == 0)
            Stored();
        else if (kind == 1)
            Codes(new Code([.. Enumerable.Range(0, 288).Select(i => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)]), new Code([.. Enumerable.Repeat(5, 30)]));
        else if (kind == 2)
            Dynamic();
        else
            throw new RefusedException("deflate with an unknown block");
    }

    private void Stored()
    {
        if (bit > 0)
            (bit, at) = (0, at + 1);
        var length = Take(16);
        if (length != (Take(16) ^ 0xffff) || bytes.Length - at < length)
            throw new RefusedException("deflate with a wrong stored block");
        output.AddRange(bytes.AsSpan(at, length));
        at += length;
    }

    private void Dynamic()
    {
        var (literals, distances, count) = (Take(5) + 257, Take(5) + 1, Take(4) + 4);
        if (literals > 286 || distances > 30)
            throw new RefusedException("deflate with too many codes");
        var lengths = new int[19];
        for (var i = 0; i < count; i++)
            lengths[order[i]] = Take(3);
        var code = new Code(lengths);
        if (code.Left != 0)
            throw new RefusedException("deflate with a code of lengths that is not complete");
        var all = new List<int>();
        while (all.Count < literals + distances)
        {
            var symbol = Symbol(code);
            if (symbol == 16 && all.Count == 0)
                throw new RefusedException("deflate that repeats nothing");
            var (value, times) = symbol switch { < 16 => (symbol, 1), 16 => (all[^1], 3 + Take(2)), 17 => (0, 3 + Take(3)), _ => (0, 11 + Take(7)) };
            all.AddRange(Enumerable.Repeat(value, times));
        }
        if (all.Count > literals + distances || all[256] == 0)
            throw new RefusedException("deflate with wrong lengths of codes");
        var (first, second) = (new Code([.. all.Take(literals)]), new Code([.. all.Skip(literals)]));
        // Not complete is a code only where it has one length of one.
        if ((first.Left != 0 && all.Take(literals).Count(length => length > 0) != 1) || (second.Left != 0 && all.Skip(literals).Any(length => length > 1)))
            throw new RefusedException("deflate with codes that are not complete");
        Codes(first, second);
    }

    private void Codes(Code literals, Code distances)
    {
        for (var symbol = Symbol(literals); symbol != 256; symbol = Symbol(literals))
        {
            if (symbol < 256)
            {
                output.Add((byte)symbol);
                continue;
            }
            if (symbol > 285)
                throw new RefusedException("deflate with an unknown length");
            var (extra, step) = symbol == 285 ? (0, 258) : symbol < 265 ? (0, symbol - 254) : ((symbol - 261) / 4, 0);
            var length = step > 0 ? step : 3 + ((4 + ((symbol - 261) % 4)) << extra) + Take(extra);
            var code = Symbol(distances);
            if (code > 29)
                throw new RefusedException("deflate with an unknown distance");
            var more = code < 4 ? 0 : (code / 2) - 1;
            var distance = code < 4 ? code + 1 : 1 + ((2 + (code % 2)) << more) + Take(more);
            if (distance > output.Count - start)
                throw new RefusedException("deflate that reaches before its beginning");
            for (; length > 0; length--)
                output.Add(output[^distance]);
        }
    }

    private int Symbol(Code code)
    {
        var (value, first, index) = (0, 0, 0);
        for (var length = 1; length <= Bits; length++)
        {
            value |= Take(1);
            var count = code.Counts[length];
            if (value - count < first)
                return code.Symbols[index + (value - first)];
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }
        throw new RefusedException("deflate with an unknown code");
    }

    /// <summary>A canonical Huffman code.</summary>
    private sealed class Code
    {
        public Code(IReadOnlyList<int> lengths)
        {
            foreach (var length in lengths)
                Counts[length]++;
            Counts[0] = 0;
            for (var length = 1; length <= Bits; length++)
                Left = (Left * 2) - Counts[length];
            var over = 1;
            for (var length = 1; length <= Bits; length++)
            {
                over = (over * 2) - Counts[length];
                if (over < 0)
                    throw new RefusedException("deflate with a code of too many symbols");
            }
            Symbols = [.. Enumerable.Range(0, lengths.Count).Where(i => lengths[i] > 0).OrderBy(i => lengths[i]).ThenBy(i => i)];
        }

        public int[] Counts { get; } = new int[Bits + 1];

        public int[] Symbols { get; }

        /// <summary>Codes that no symbol has.</summary>
        public int Left { get; } = 1;
    }
}
