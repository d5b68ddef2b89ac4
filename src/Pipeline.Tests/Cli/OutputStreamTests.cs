using System.Diagnostics;
using NUnit.Framework;
using Pipeline.Cli.Streams;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Cli;

/// <summary>Descriptors, closed streams and names as shells hand them over.</summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class OutputStreamTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare() => scratch = new Scratch();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [TestCase("/dev/stdout > e.csv", "scores\n")]
    [TestCase("/dev/stdout >> e.csv", "before\nscores\n")]
    [TestCase("/dev/stdout | cat > e.csv", "scores\n")]
    [TestCase("/dev/fd/1 > e.csv", "scores\n")]
    [TestCase("/dev/fd/3 3> e.csv", "scores\n")]
    [TestCase("/dev/fd/3 3>> e.csv", "before\nscores\n")]
    [TestCase("/proc/self/fd/3 3>&1 > f.csv | cat > e.csv", "scores\n")]
    [TestCase("/proc/self/fd/3 3>&1 | cat > e.csv", "scores\n")]
    [TestCase("link > e.csv", "scores\n")]
    [TestCase("link >> e.csv", "before\nscores\n")]
    [TestCase("/dev/stderr 2>> e.csv", "before\nscores\n")]
    [TestCase("- > e.csv; echo more >> e.csv", "scores\nmore\n")]
    [Platform(Include = "Linux")]
    public void A_descriptor_is_written_where_it_stands_and_the_summary_elsewhere(string output, string expected)
    {
        scratch.Write("e.csv", "before\n");
        File.CreateSymbolicLink(scratch.At("link"), "/dev/stdout");
        var scores = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")}").Out;

        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} {output}");

        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(File.ReadAllText(scratch.At("e.csv")), Is.EqualTo(expected.Replace("scores\n", scores, StringComparison.Ordinal)));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Any_file_that_a_command_writes_may_be_a_descriptor()
    {
        var export = Shell($"{Dotnet} export {Demo.Zip("concrete")} /dev/stdout > a.onnx && {Dotnet} export {Demo.Zip("concrete")} b.onnx && cmp a.onnx b.onnx");
        var threshold = Shell($"{Dotnet} threshold {Demo.Zip("churn")} /dev/stdout --value 0.4 > c.zip && {Dotnet} inspect c.zip");
        var evaluate = Shell($"{Dotnet} evaluate {Demo.Zip("concrete")} {Demo.Data("concrete")} --bad-rows quarantine=/dev/stdout > q.csv; cat q.csv");

        Assert.That((export.Code, threshold.Code), Is.EqualTo((0, 0)), export.Error + threshold.Error);
        Assert.That(evaluate.Out, Is.EqualTo("file,line,column,field,found,expected,record\n"));
        Assert.That(evaluate.Error, Does.Contain("RMSE"));
    }

    [TestCase("score {0} {1} /dev/stdout --bad-rows quarantine=/dev/fd/1")]
    [TestCase("score {0} {1} - --bad-rows quarantine=/dev/stdout | cat")]
    [TestCase("score {0} {1} /dev/fd/3 --bad-rows quarantine=/dev/fd/4 3> x.csv 4>&3")]
    [TestCase("score {0} in.csv >> in.csv")]
    [TestCase("score {0} - in.csv < in.csv")]
    [TestCase("score {0} - in.csv < hard.csv")]
    [Platform(Include = "Linux")]
    public void Streams_tied_to_one_file_are_one_place(string line)
    {
        scratch.Write("in.csv", File.ReadAllText(Demo.Data("concrete")));

        var result = Shell("ln in.csv hard.csv; set -o pipefail; " + Dotnet + " " + string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Demo.Zip("concrete"), Demo.Data("concrete")));

        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("; expected a path of its own"));
        Assert.That(File.ReadAllText(scratch.At("in.csv")), Is.EqualTo(File.ReadAllText(Demo.Data("concrete"))));
    }

    [TestCase("<&-")]
    [TestCase(">&-")]
    [TestCase("2>&-")]
    [TestCase("<&- >&- 2>&-")]
    [Platform(Include = "Linux")]
    public void A_closed_stream_is_dev_null(string closed)
    {
        var file = Shell($"timeout 20 {Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} out.csv {closed}");
        var nothing = Shell($"timeout 20 {Dotnet} score {Demo.Zip("concrete")} - out.csv </dev/null {closed}");

        Assert.That((file.Code, nothing.Code), Is.EqualTo((0, 3)), file.Error + nothing.Error);
        Assert.That(File.ReadLines(scratch.At("out.csv")).Count(), Is.EqualTo(1031));
        Assert.That(File.ReadLines(scratch.At("out.csv")), Has.None.StartsWith("Scored"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_summary_that_finds_no_place_says_what_is_done()
    {
        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} out.csv --bad-rows quarantine=bad.csv > /dev/full");

        Assert.That((result.Code, result.Error), Is.EqualTo((2,
            "error: output: No space left on device; expected a place that takes the summary. The run itself is done; in place: bad.csv, out.csv.\n")));
        Assert.That(scratch.Names(), Is.EqualTo(["bad.csv", "out.csv"]));
    }

    [TestCase("score {0} {1} $'caf\\xe9.csv'")]
    [TestCase("score {0} $'caf\\xe9.csv'")]
    [TestCase("score {0} {1} out.csv --bad-rows quarantine=$'caf\\xe9.csv'")]
    [Platform(Include = "Linux")]
    public void A_name_that_is_no_UTF_8_is_refused(string line)
    {
        var result = Shell($"{Dotnet} {string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Demo.Zip("concrete"), Demo.Data("concrete"))}");

        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Match("^error: score: '.*caf\uFFFD.csv', whose bytes are no UTF-8; expected words in UTF-8. Rename the file"));
        Assert.That(scratch.Names(), Is.Empty);
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_name_with_the_replacement_character_itself_is_a_name()
    {
        var result = Shell($"{Dotnet} score {Demo.Zip("concrete")} {Demo.Data("concrete")} 'caf\uFFFD.csv'");

        Assert.That((result.Code, scratch.Names()), Is.EqualTo((0, new[] { "caf\uFFFD.csv" })));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Few_open_files_are_enough_for_many_inputs_and_threads_or_too_few_and_said()
    {
        Shell($"mkdir in; for i in $(seq 300); do head -n 20 {Demo.Data("concrete")} > in/$i.csv; done");

        var few = Shell($"ulimit -n {OpenFiles.Needed}; {Dotnet} score {Demo.Zip("concrete")} in out.csv --threads 32");
        var tooFew = Shell($"ulimit -n 90; {Dotnet} score {Demo.Zip("concrete")} in out.csv --threads 32");

        Assert.That(few.Code, Is.Zero, few.Error);
        // Where the system lets it, the program raises the limit itself.
        Assert.That(tooFew.Code == 0 || (tooFew.Code == 2 && tooFew.Error == "error: ulimit -n: at most 90 open files; expected at least 160. Raise it: ulimit -n 1024.\n"), tooFew.Error);
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_pipe_is_no_data_for_what_reads_it_twice()
    {
        var result = Shell($"mkfifo rows; timeout 20 {Dotnet} train {Repository.PathOf("configs/penguins.jsonc")} --out run --set data.train=$PWD/rows");

        Assert.That((result.Code, result.Out), Is.EqualTo((3, "")));
        Assert.That(result.Error, Is.EqualTo(
            $"error: {scratch.At("rows")}: a pipe, which can be read once; expected a file, since the header is read before the rows. Write it to a file first.\n"));
        Assert.That(scratch.Names(), Is.EqualTo(["rows"]));
    }

    private static string Dotnet => $"dotnet {Support.Program.Dll}";

    private RunResult Shell(string line) => Support.Program.Finish(Process.Start(new ProcessStartInfo("bash", ["-c", line])
    {
        WorkingDirectory = scratch.Directory,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);
}
