using System.Globalization;
using System.Text;

namespace Pipeline.Benchmarks;

/// <summary>
/// A table of numbers with six decimals and a label that depends on some of them, linearly and not. The same arguments give the same
/// bytes: the generator is SplitMix64 (Steele, Lea, Flood 2014), and only Add, Mul and Sqrt are taken of its numbers.
/// </summary>
internal static class SyntheticTable
{
    private const int Informative = 30;

    /// <summary>Writes columns f00… and <c>label</c>: 0 or 1, or c0… for more than two classes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns, the label left out.</param>
    /// <param name="classes">Classes of the label.</param>
    /// <param name="draw">Another number draws other rows, whose label depends on the columns in the same way.</param>
    public static int Write(string path, int rows, int columns, int classes, ulong draw = 0)
    {
        var random = new SplitMix(20240601);
        double[] mean = [.. Enumerable.Range(0, columns).Select(_ => 3 * random.Normal())];
        double[] deviation = [.. Enumerable.Range(0, columns).Select(_ => 0.3 + (2 * random.Uniform()))];
        double[] weight = [.. Enumerable.Range(0, columns).Select(_ => random.Normal())];
        if (draw != 0)
            random = new SplitMix(draw);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(Encoding.ASCII.GetBytes(string.Join(',', Names(columns)) + ",label\n"));
        var z = new double[Math.Max(columns, 8)];
        var line = new byte[(columns + 1) * 24];
        for (var row = 0; row < rows; row++)
        {
            var length = 0;
            for (var i = 0; i < columns; i++)
            {
                z[i] = random.Normal();
                length += WriteNumber(line.AsSpan(length), (z[i] * deviation[i]) + mean[i]);
                line[length++] = (byte)',';
            }
            length += Label(Signal(z, weight, columns) + (1.2 * random.Normal()), classes, line.AsSpan(length));
            line[length++] = (byte)'\n';
            file.Write(line, 0, length);
        }
        return 0;
    }

    /// <summary>The names of the columns.</summary>
    public static IEnumerable<string> Names(int columns) => Enumerable.Range(0, columns).Select(i => FormattableString.Invariant($"f{i:00}"));

    private static double Signal(double[] z, double[] weight, int columns)
    {
        double sum = 0;
        for (var i = 0; i < Math.Min(columns, Informative); i++)
            sum += 0.45 * weight[i] * z[i];
        return sum + (1.2 * z[0] * z[1]) - ((z[2] * z[2]) - 1) + (z[6] > 0.5 && z[7] < 0 ? 0.8 : 0);
    }

    private static int Label(double signal, int classes, Span<byte> text)
    {
        if (classes == 2)
        {
            text[0] = (byte)(signal > 0 ? '1' : '0');
            return 1;
        }
        var k = Math.Clamp((int)((signal + 6) / 12 * classes), 0, classes - 1);
        return Encoding.ASCII.GetBytes(FormattableString.Invariant($"c{k}"), text);
    }

    private static int WriteNumber(Span<byte> text, double value)
    {
        var length = 0;
        var micro = (long)Math.Round(value * 1e6);
        if (micro < 0)
        {
            text[length++] = (byte)'-';
            micro = -micro;
        }
        if (!(micro / 1_000_000).TryFormat(text[length..], out var whole, provider: CultureInfo.InvariantCulture))
            throw new InvalidOperationException("a line is longer than planned");
        length += whole;
        text[length++] = (byte)'.';
        var rest = micro % 1_000_000;
        for (var i = 5; i >= 0; i--, rest /= 10)
            text[length + i] = (byte)('0' + (rest % 10));
        return length + 6;
    }
}
