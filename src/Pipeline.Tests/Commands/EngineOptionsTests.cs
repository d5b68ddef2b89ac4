using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Commands;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>--threads and --batch-rows change how long a run takes and nothing else.</summary>
[TestFixture]
internal sealed class EngineOptionsTests
{
    private static readonly (string Threads, string Rows)[] setups = [("1", "1"), ("1", "4096"), ("2", "1"), ("2", "7"), ("3", "2"), ("3", "4096")];
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void A_thread_takes_two_batches_of_a_GPU_and_fewer_where_rows_are_wide()
    {
        static TableSchema Of(int columns) =>
            new() { Columns = [.. Enumerable.Range(0, columns).Select(column => new ReadColumn($"x{column}", FieldKind.Single))] };
        var gpu = Placement.Cpu with { Device = Device.Parse("cuda"), BatchRows = 4096 };

        Assert.That(EngineOptions.Default.RowsFor(Of(8), gpu), Is.EqualTo(8192));
        Assert.That(EngineOptions.Default.RowsFor(Of(1024), gpu), Is.EqualTo(2048));
        Assert.That(EngineOptions.Default.RowsFor(Of(8), Placement.Cpu), Is.EqualTo(4096));
        Assert.That((EngineOptions.Default with { BatchRows = 7 }).RowsFor(Of(8), gpu), Is.EqualTo(7), "what is asked for");
    }

    [TestCase("--threads", "0", "1,024")]
    [TestCase("--threads", "two", "1,024")]
    [TestCase("--threads", "-1", "1,024")]
    [TestCase("--batch-rows", "0", "1,048,576")]
    [TestCase("--batch-rows", "1e3", "1,048,576")]
    [TestCase("--batch-rows", "99999999999", "1,048,576")]
    public void Words_that_are_no_such_number_are_refused(string option, string text, string most)
    {
        foreach (var command in (string[][])[["score", Demo.Zip("penguins"), Demo.Data("penguins"), scratch.At("out.csv")],
            ["evaluate", Demo.Zip("penguins"), Demo.Data("penguins")]])
        {
            var run = Support.Program.Run([.. command, $"{option}={text}"]);

            Assert.That((run.Code, run.Error), Is.EqualTo((2, $"error: {option}: '{text}'; expected a whole number from 1 to {most}\n")));
        }
    }

    [TestCase("churn")]
    [TestCase("penguins")]
    [TestCase("concrete")]
    public void Figures_are_the_same_with_any_setup(string name)
    {
        var runs = setups.Select(setup => Support.Program.Run("evaluate", Demo.Zip(name), Demo.Data(name), "--json", "--threads", setup.Threads, "--batch-rows",
            setup.Rows)).ToList();

        Assert.That(runs[0].Code, Is.Zero, runs[0].Error);
        Assert.That(runs.Distinct().Count(), Is.EqualTo(1));
    }

    /// <summary>Lines of a demo table, some of them damaged, in files of some number: scores, quarantine, outcome and errors are those of one thread and one
    /// row at a time.</summary>
    [TestCase("churn")]
    [TestCase("penguins")]
    public void Everything_that_a_run_leaves_is_the_same_with_any_setup(string name)
    {
        var lines = Demo.Head(name, 200);
        var line = Gen.Int[1, 200].Select(i => lines[i]);
        var record = Gen.Frequency((30, line), (1, line.Select(text => text + ",")), (1, line.Select(text => "x" + text)),
            (1, line.Select(text => text.Replace(",", ",\"", StringComparison.Ordinal))),
            (1, line.Select(text => $"\"{text.Replace(",", "\",\"", StringComparison.Ordinal)}\"")), (1, Gen.Const("")), (1, Gen.Const("\"")));
        var table = Gen.Select(record.Array[0, 40], Gen.Int[0, 1], (records, last) => $"{lines[0]}\n{string.Join('\n', records)}{(last == 0 ? "\n" : "")}");
        Gen.Select(table.Array[1, 3], Gen.Int[0, 2]).Sample((tables, policy) =>
        {
            var input = Directory.CreateDirectory(scratch.At("in")).FullName;
            foreach (var old in Directory.GetFiles(input))
                File.Delete(old);
            for (var i = 0; i < tables.Length; i++)
                scratch.Write($"in/{i}.csv", tables[i]);
            string[] options = policy switch { 0 => [], 1 => ["--max-bad", "2"], _ => ["--keep", lines[0].Split(',')[0]] };
            var outcomes = setups.Select(setup => Outcome(name, input, policy == 0 ? options
                : [.. options, "--bad-rows", $"quarantine={scratch.At("bad.csv")}"], setup)).ToList();
            if (outcomes.Distinct().Count() > 1)
                throw new InvalidOperationException(string.Join("\n---\n", outcomes.Distinct()));
        }, iter: 25, threads: 1);
    }

    private string Outcome(string name, string input, string[] options, (string Threads, string Rows) setup)
    {
        File.Delete(scratch.At("out.csv"));
        File.Delete(scratch.At("bad.csv"));
        var run = Support.Program.Run(["score", Demo.Zip(name), input, scratch.At("out.csv"), "--json", "--threads", setup.Threads, "--batch-rows", setup.Rows,
            .. options]);
        var text = new StringBuilder($"{run.Code}\n{run.Out}\n{run.Error}\n");
        foreach (var path in (string[])["out.csv", "bad.csv"])
            text.Append(File.Exists(scratch.At(path)) ? File.ReadAllText(scratch.At(path)) : "none").Append('\n');
        return text.ToString();
    }
}
