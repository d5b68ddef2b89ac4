using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Tests.Tables.Csv;

namespace Pipeline.Tests.Tables;

/// <summary>A table cut in stretches of records, however long, reads as it does record by record, errors and all.</summary>
[TestFixture]
internal sealed class StretchTests
{
    internal static readonly TableSchema Strings = SmallTables.Schema(("x", FieldKind.Double), ("c", FieldKind.Category), ("id", FieldKind.Text));

    internal static readonly TableSchema Numbered = Strings with
    {
        Vocabularies = new Dictionary<string, IReadOnlyList<string>> { ["c"] = ["red", "a,b", "\"", "é"] },
    };

    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Int[-999, 999].Select(number => FormattableString.Invariant($"{number}")),
        Gen.Double[-1e6, 1e6].Select(number => FormattableString.Invariant($"{number:R}")),
        Any("", "1.5", "-0.25", "1e3", "\"2\"", "NaN", "x", "12345678.5", "1,5"));

    private static readonly Gen<string> Text = Gen.Frequency(
        (8, Any("red", "blue", "", "green tea", "é", "\"a,b\"", "\"\"\"\"", "\"\"", "\"two\nlines\"", "\"\r\n\"", "\"cr\rin\"", "\"say \"\"so\"\"\"")),
        (1, Any("stray\"quote", "\"open", "\"closed\"too", "\"\"x", " \"blank\"", "\"", "\0", "\ud83d\udca9")));

    private static readonly Gen<string> Record = Gen.Frequency(
        (20, Gen.Select(Number, Text, Text, (x, c, id) => $"{x},{c},{id}")),
        (2, Any("", "1", "1,2", "1,red,id,more", ",,", ",,,", "\"\"", "x,c,id", "\"x\",c,id")));

    internal static readonly Gen<byte[]> Table = Gen.Select(
        Any("", "\ufeff"), Any("\n", "\r\n", "\r"), Record.Array[0, 30], Gen.Bool, Gen.Bool,
        (mark, line, records, ends, damaged) =>
        {
            var bytes = Encoding.UTF8.GetBytes($"{mark}x,c,id{line}{string.Join(line, records)}{(ends ? line : "")}");
            if (damaged && bytes.Length > 60)
                bytes[50] = 0xff;
            return bytes;
        });

    [Test]
    public void Stretches_of_any_length_read_as_record_by_record() =>
        Gen.Select(Table.Array[1, 3], Any(1, 2, 7, 4096), Any(0L, 2, long.MaxValue), Gen.Bool, Gen.Enum<BlankRowPolicy>()).Sample((tables, rows, most, numbered, blank) =>
        {
            var schema = (numbered ? Numbered : Strings) with { BlankRows = blank };
            var policy = most == 0 ? BadRowPolicy.Stop : new BadRowPolicy(true, null, most);
            var expected = Outcome(schema, policy, (batch, bad) => OneByOneReader.Read(schema, batch, bad, tables).Rows);
            var actual = Outcome(schema, policy, (batch, bad) => ReadStretches(schema, batch, bad, tables, rows));
            if (actual != expected)
                throw new InvalidOperationException($"{actual}\n--- instead of\n{expected}");
        }, iter: 3000);

    [Test]
    public void A_record_of_several_stretches_of_the_window_is_read_whole()
    {
        var wide = new string('w', 100_000);
        var text = $"x,c,id\n1,red,{wide}\n2,\"{wide}\n\"\"{wide}\",b\n3,blue,c";
        var batch = SmallTables.Read(Strings, SmallTables.Text(text)).Batch;

        Assert.That(batch.Texts(1).ToArray(), Is.EqualTo(new[] { "red", $"{wide}\n\"{wide}", "blue" }));
        Assert.That(batch.Texts(2).ToArray(), Is.EqualTo(new[] { wide, "b", "c" }));
    }

    [Test]
    public void A_record_larger_than_a_stretch_is_read_and_the_lines_behind_it_are_counted()
    {
        var huge = string.Concat(Enumerable.Repeat("line\n", 4 << 20));
        var read = SmallTables.Read(Strings, new BadRowPolicy(true, null, 1), null, SmallTables.Text($"x,c,id\n1,red,a\n2,\"{huge}\",b\nbad,blue,c\n4,red,d\n"));

        Assert.That(read.Batch.Numbers(0).ToArray(), Is.EqualTo(new[] { 1d, 2, 4 }));
        Assert.That(read.Bad.First.Single().Where, Is.EqualTo($"stdin:{4 + (4 << 20)}:1"));
    }

    [Test]
    public void A_quote_that_is_never_closed_is_told_as_record_by_record()
    {
        var rest = string.Concat(Enumerable.Repeat("1,red,a\n", 3 << 20));
        var problem = SmallTables.Problem(Strings, $"x,c,id\n1,red,a\n2,\"red,b\n{rest}");

        Assert.That(problem.Where, Is.EqualTo("stdin:3:3"));
        Assert.That(problem.Found, Does.EndWith("(a quote that is never closed), in a row that takes in 3,145,729 lines, 3 to 3,145,731"));
    }

    [Test]
    public void Rows_before_the_end_of_damaged_data_are_told_however_they_are_cut([Values(1, 2, 7, 4096)] int rows)
    {
        var packed = SmallTables.Gzip(Encoding.UTF8.GetBytes("x,c,id\nbad,red,a\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i * 7919},red,{i}\n"))));
        var batch = new RowBatch(Strings);

        var error = Assert.Throws<DataException>(() => ReadStretches(Strings, batch, new BadRowLog(BadRowPolicy.Stop, null), [packed[..^9]], rows))!;

        Assert.That(error.Problems.Select(problem => problem.Where), Is.EqualTo(new[] { "stdin:2:1", "stdin" }));
    }

    internal static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static long ReadStretches(TableSchema schema, RowBatch batch, BadRowLog bad, IReadOnlyList<byte[]> tables, int rows)
    {
        using var reader = new TableReader(TableSources.Open(tables.Select(SmallTables.Bytes).ToList(), schema), bad);
        reader.ReadAll(batch, rows);
        return batch.Count;
    }

    /// <summary>Rows, bad rows and error as text; what rows there were before an error makes no difference.</summary>
    private static string Outcome(TableSchema schema, BadRowPolicy policy, Func<RowBatch, BadRowLog, long> read)
    {
        var batch = new RowBatch(schema);
        var sink = new Sink();
        var bad = new BadRowLog(policy, sink);
        try
        {
            var count = read(batch, bad);
            return $"{count} rows\n{OneByOneReader.Show(batch)}{sink.Text}{string.Join('\n', bad.First)}";
        }
        catch (PipelineException error)
        {
            return $"{error.Message}\n{sink.Text}";
        }
    }

    private sealed class Sink : IBadRowSink
    {
        public StringBuilder Text { get; } = new();

        public void Write(IReadOnlyList<BadField> bad, ReadOnlySpan<byte> record)
        {
            foreach (var field in bad)
                Text.AppendLine(field.ToString());
            Text.AppendLine(Convert.ToHexString(record));
        }
    }
}
