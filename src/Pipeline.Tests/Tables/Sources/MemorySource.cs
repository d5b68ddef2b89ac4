using System.Security.Cryptography;
using System.Text;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tables.Csv;
using Pipeline.Tables.Fields;

namespace Pipeline.Tests.Tables.Sources;

/// <summary>
/// A source of rows that are in memory already, typed: nothing of it is text that has to be cut or parsed. What is written behind the seam once
/// more by every kind of source is what stands here.
/// </summary>
/// <param name="parts">The tables, in order.</param>
/// <param name="schema">What is read.</param>
internal sealed class MemorySource(IReadOnlyList<MemoryPart> parts, TableSchema schema) : ITableSource
{
    private readonly IReadOnlyList<MemoryPart> parts = parts;
    private readonly ColumnBinding binding = new(schema);
    private readonly FieldReader fields = new(schema);
    private ColumnPositions positions;
    private int at;
    private int next;
    private bool failed;

    public TableSchema Schema => schema;

    public long? TotalBytes => null;

    public IReadOnlyCollection<string> UnusedColumns => binding.Unused;

    public ITableStretch NewStretch() => new Stretch(this);

    public void Dispose()
    {
    }

    private sealed class Stretch(MemorySource source) : ITableStretch
    {
        private readonly RowTexts texts = new(source.fields);
        private readonly RowKeyBuilder keys = new();
        private MemoryPart? part;
        private ColumnPositions positions;
        private int first;
        private int count;

        public StretchFindings Findings { get; } = new(source.Schema.Columns.Count);

        public bool Take(RowBatch batch, int rows, CancellationToken cancel)
        {
            Findings.Clear();
            count = 0;
            cancel.ThrowIfCancellationRequested();
            if (source.failed || source.at == source.parts.Count)
                return false;
            part = source.parts[source.at];
            if (source.next == 0)
                source.positions = source.binding.Bind(part.Headers, $"{part.Name}:1", null);
            positions = source.positions;
            (first, count) = (source.next, Math.Min(rows, part.Rows - source.next));
            source.next += count;
            if (count > 0)
                return true;
            source.failed = part.Failure is not null;
            Findings.Failure = part.Failure;
            Findings.Ended = Fingerprint();
            (source.at, source.next) = (source.at + 1, 0);
            return true;
        }

        public void Parse(RowBatch batch)
        {
            for (var row = first; row < first + count; row++)
            {
                Findings.Records++;
                if (Read(row, batch) is { } bad)
                    Findings.Add(new BadRow([bad], Encoding.UTF8.GetBytes(part!.Record(row)), 1));
                else
                    batch.Commit();
            }
        }

        private FileFingerprint Fingerprint()
        {
            var bytes = Encoding.UTF8.GetBytes(part!.Csv());
            return new FileFingerprint(Path.GetFileName(part.Name), Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, 0);
        }

        private BadField? Read(int row, RowBatch batch)
        {
            var into = batch.Reserve();
            texts.Begin();
            for (var i = 0; i < source.Schema.Columns.Count; i++)
            {
                var (column, position) = (source.Schema.Columns[i], positions.Columns[i]);
                var expected = batch.NumbersOrNone(i) is { } numbers
                    ? Put(numbers, i, position, row, into)
                    : texts.Put(Utf8(position, row), i, batch, into);
                if (expected is not null)
                    return new BadField(part!.Name, row + 2, 1, column.Name, Quoting.Show(part.Text(position, row)), expected);
            }
            foreach (var column in texts.Unseen)
                batch.AddUnseen(column, Utf8(positions.Columns[column], row));
            for (var i = 0; i < positions.Keys.Length; i++)
            {
                keys.Begin();
                foreach (var position in positions.Keys[i])
                    keys.Add(Utf8(position, row));
                batch.SetKey(i, keys.Finish(), new RowOrigin(part!.Name, row + 2));
            }
            return null;
        }

        /// <summary>A number as it is; a text where a number is wanted is read as such a text is in CSV.</summary>
        private string? Put(double[] numbers, int column, int position, int row, int into)
        {
            var kind = source.Schema.Columns[column].Kind;
            string? expected;
            if (part!.Columns[position] is double[] values)
            {
                numbers[into] = values[row];
                expected = source.fields.Number(column, kind, ref numbers[into]);
            }
            else
            {
                expected = source.fields.Number(column, Utf8(position, row), kind, out numbers[into]);
            }
            if (expected is not null)
                Findings.TallyOf(column).Add(Utf8(position, row));
            else if (double.IsNaN(numbers[into]))
                Findings.TallyOf(column).Missing++;
            return expected;
        }

        private byte[] Utf8(int position, int row) => Encoding.UTF8.GetBytes(part!.Text(position, row));
    }
}
