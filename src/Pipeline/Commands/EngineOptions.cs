using System.Globalization;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;

namespace Pipeline.Commands;

/// <summary>How the scoring engine is set up. What comes out depends on the precision alone.</summary>
/// <param name="Precision">How it computes.</param>
/// <param name="Threads">Threads that read, score and write.</param>
/// <param name="BatchRows">Most rows of a batch; null for what suits the table.</param>
internal sealed record EngineOptions(Precision Precision, int Threads, int? BatchRows)
{
    private const int MostThreads = 1024;
    private const int MostRows = 1 << 20;

    /// <summary>The threshold on the probability where it is not the zip's; null for the zip's.</summary>
    public double? Threshold { get; init; }

    /// <summary>Exact, on as many threads as the machine has processors.</summary>
    public static EngineOptions Default { get; } = new(Precision.Exact, Environment.ProcessorCount, null);

    /// <summary>Reads the words of the command line.</summary>
    /// <param name="precision">exact or fast; null for exact.</param>
    /// <param name="threads">A number; null for the processors of the machine.</param>
    /// <param name="batchRows">A number; null for what suits the table.</param>
    /// <exception cref="ConfigException">Words that are no such numbers; all are reported.</exception>
    public static EngineOptions Parse(string? precision, string? threads, string? batchRows)
    {
        var problems = new List<Problem>();
        var options = new EngineOptions(
            precision is null ? Precision.Exact : OptionWords.Parse<Precision>("--precision", precision, problems),
            Number("--threads", threads, MostThreads, problems) ?? Default.Threads, Number("--batch-rows", batchRows, MostRows, problems));
        return problems.Count == 0 ? options : throw new ConfigException(problems);
    }

    /// <summary>Most rows that a thread takes of a table at a time: two batches of a GPU.</summary>
    internal int RowsFor(TableSchema schema, Placement placement) => BatchRows ?? (placement.BatchRows > 0
        ? Math.Min(2 * placement.BatchRows, BatchSize.MostForDevice(schema)) : BatchSize.For(schema));

    private static int? Number(string option, string? text, int most, List<Problem> problems)
    {
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        problems.Add(new Problem(option, DataText.Quote(text), FormattableString.Invariant($"a whole number from 1 to {most:N0}")));
        return null;
    }
}
