using System.Text;
using NUnit.Framework;
using Pipeline.Commands;
using Pipeline.Model;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring;

[TestFixture]
[NonParallelizable]
internal sealed class StreamingTests
{
    [Test]
    public void Memory_does_not_grow_with_the_rows()
    {
        using var scratch = new Scratch();
        var model = Train(scratch);
        Score(model, 20_000);
        var few = Score(model, 30_000);
        var many = Score(model, 300_000);

        Assert.That(many - few, Is.LessThan(1L << 20), $"{few:N0} bytes, then {many:N0}");
    }

    private static string Train(Scratch scratch)
    {
        using var rows = new MemoryStream();
        new Rows(300).CopyTo(rows);
        scratch.Write("train.csv", rows.ToArray());
        var config = scratch.Write("run.jsonc", """
            { "task": "regression",
              "data": { "train": "train.csv", "label": { "column": "y" }, "id": ["id"], "numeric": ["a", "b"], "categorical": ["c"] },
              "model": { "trainer": "sdca", "options": { "maximumNumberOfIterations": 5 } } }
            """);
        var run = Support.Program.Run("train", config, "--out", scratch.At("out"));
        Assert.That(run.Code, Is.Zero, run.Error);
        return scratch.At("out/model.zip");
    }

    /// <summary>The most bytes that live objects held between two batches.</summary>
    private static long Score(string model, int rows)
    {
        var most = new Most();
        var request = new ScoreRequest(model, "-", "-", [], ReadOptions.Default, EngineOptions.Default, () => new Rows(rows));
        var outcome = ScoreCommand.Run(request, most, CancellationToken.None);
        Assert.That(outcome.Rows, Is.EqualTo(rows));
        return most.Bytes;
    }

    private sealed class Most : IProgress<RunProgress>
    {
        private int batches;

        public long Bytes { get; private set; }

        public void Report(RunProgress value)
        {
            if (batches++ % 3 == 0)
                Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    /// <summary>A table that is made while it is read, with an id of its own in every row.</summary>
    private sealed class Rows(int count) : Stream
    {
        private readonly MemoryStream ready = new("id,a,b,c,y\n"u8.ToArray());
        private MemoryStream? made;
        private int next;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int size)
        {
            var read = (made ?? ready).Read(buffer, offset, size);
            if (read > 0 || next == count)
                return read;
            var text = new StringBuilder();
            for (var most = Math.Min(count, next + 500); next < most; next++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture,
                    $"a-row-of-its-own-{next},{next % 97},{next % 89 * 0.25},k{next % 5},{next % 97 * 3}\n");
            made = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
            return made.Read(buffer, offset, size);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
