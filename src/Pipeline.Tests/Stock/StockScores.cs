using System.Globalization;
using NUnit.Framework;
using Pipeline.Model;

namespace Pipeline.Tests.Stock;

/// <summary>What the stock program wrote, back from its bits.</summary>
internal sealed record StockScores(float[] Scores, float[] Probabilities, int[] Labels)
{
    public static StockScores Read(string path, ModelSignature signature)
    {
        var lines = File.ReadAllLines(path).Select(line => line.Split('\t')).ToArray();
        string[] header = signature.Task switch
        {
            TaskKind.Binary => ["Score", "Probability", "PredictedLabel"],
            TaskKind.Multiclass => ["Score", "PredictedLabel"],
            _ => ["Score"],
        };
        Assert.That(lines[0], Is.EqualTo(header));
        var rows = lines[1..];
        return new StockScores(
            [.. rows.SelectMany(row => row[0].Split(' ').Select(Float))],
            signature.Task == TaskKind.Binary ? [.. rows.Select(row => Float(row[1]))] : [],
            signature.Task switch
            {
                TaskKind.Binary => [.. rows.Select(row => int.Parse(row[2], CultureInfo.InvariantCulture))],
                TaskKind.Multiclass => [.. rows.Select(row => signature.Classes.ToList().IndexOf(row[1]))],
                _ => [],
            });
    }

    private static float Float(string bits) => BitConverter.UInt32BitsToSingle(uint.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
