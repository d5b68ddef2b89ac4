using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Tests.Support;
using Pipeline.Tests.Tables;

namespace Pipeline.Tests.Files;

/// <summary>A file that another program writes while it is read is half a file: nothing is made of it.</summary>
[TestFixture]
internal sealed class ChangingFileTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("x", FieldKind.Double));
    private static readonly byte[] Table = Encoding.ASCII.GetBytes("x\n" + string.Concat(Enumerable.Range(1_000_000, 100_000).Select(i => $"{i}\n")));

    [SetUp]
    public void Require()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Other systems keep a file that is open from being written.");
    }

    [TestCase("printf '1\\n2\\n' >> \"$0\"", "800,002 bytes when it was opened and 800,006 at its end")]
    [TestCase("truncate -s 400002 \"$0\"", "800,002 bytes when it was opened and 400,002 at its end")]
    public void It_is_refused_with_both_sizes(string change, string found)
    {
        var error = Change(Table, "day.csv", change);

        Assert.That(error.Problems.Single().ToString(), Does.EndWith($"day.csv: {found}; expected a file that stays as it is while it is read. Wait until it is written, or read a copy."));
    }

    [Test]
    public void A_gzip_file_is_measured_by_its_own_bytes()
    {
        var packed = SmallTables.Gzip(Table);
        var more = Convert.ToHexStringLower(SmallTables.Gzip("7\n"u8.ToArray()));
        var bytes = string.Concat(Enumerable.Range(0, more.Length / 2).Select(i => $"\\x{more.AsSpan(2 * i, 2)}"));

        Assert.That(Change(packed, "day.csv.gz", $"exec bash -c \"printf '{bytes}' >> '$0'\"").Message, Does.Contain(FormattableString.Invariant($"{packed.Length:N0} bytes when it was opened and ")));
        Assert.That(Change(packed, "day.csv.gz", "truncate -s 100000 \"$0\"").Message, Does.Contain("damaged gzip data"));
    }

    [Test]
    public void A_file_that_stays_is_read_and_so_is_a_pipe()
    {
        using var scratch = new Scratch();
        using var pipe = Process.Start(new ProcessStartInfo("cat", [scratch.Write("day.csv", Table)]) { RedirectStandardOutput = true })!;

        Assert.That(SmallTables.Read(Schema, new InputFile(scratch.At("day.csv"))).Batch.Count, Is.EqualTo(100_000));
        Assert.That(SmallTables.Read(Schema, new InputFile("-", pipe.StandardOutput.BaseStream)).Batch.Count, Is.EqualTo(100_000));
    }

    private static DataException Change(byte[] table, string name, string change)
    {
        using var scratch = new Scratch();
        var path = scratch.Write(name, table);
        using var reader = new TableReader(TableSources.Open([new InputFile(path)], Schema), new BadRowLog(BadRowPolicy.Stop, null), threads: 1);
        var begun = false;
        return Assert.Throws<DataException>(() => reader.Read(
            _ =>
            {
                if (begun)
                    return;
                begun = true;
                using var other = Process.Start("sh", ["-c", change, path]);
                other.WaitForExit();
                Assert.That(other.ExitCode, Is.Zero);
            },
            10))!;
    }
}
