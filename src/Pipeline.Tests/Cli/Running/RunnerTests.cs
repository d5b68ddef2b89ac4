using System.Text.Json;
using NUnit.Framework;
using Pipeline.Cli.Running;
using Pipeline.Cli.Streams;
using Pipeline.Commands;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Cli.Running;

[TestFixture]
internal sealed class RunnerTests
{
    private StringWriter text = null!;
    private StringWriter error = null!;

    [SetUp]
    public void Prepare()
    {
        text = new StringWriter { NewLine = "\n" };
        error = new StringWriter { NewLine = "\n" };
    }

    [TearDown]
    public void Close()
    {
        text.Dispose();
        error.Dispose();
    }

    [Test]
    public void An_unexpected_exception_is_our_bug_and_asks_for_a_report()
    {
        var code = Run(json: false, () => throw new InvalidOperationException("a step too far"));

        Assert.That((code, text.ToString()), Is.EqualTo((70, "")));
        Assert.That(error.ToString(), Does.StartWith(
            "error: this is a bug of Pipeline, not of your data. Please report it with what follows.\n"
            + "System.InvalidOperationException: a step too far\n   at "));
    }

    [Test]
    public void Too_little_memory_is_no_bug_and_says_what_to_lower()
    {
        Assert.That(Run(json: false, () => throw new AggregateException(new InsufficientMemoryException("Array dimensions exceeded supported range."))),
            Is.EqualTo(2));
        Assert.That(error.ToString(), Does.StartWith("error: memory: more asked for than this process can have, which is ")
            .And.Contain("MiB (Array dimensions exceeded supported range.); expected work that fits. Lower --batch-rows or --threads"));
    }

    [Test]
    public void Names_of_any_origin_cannot_write_to_the_terminal()
    {
        Assert.That(Run(json: false, () => throw new DataException("a\u001b[2J.csv:1\n", "\u202E", "text")), Is.EqualTo(3));
        Assert.That(error.ToString(), Is.EqualTo("error: a\\u001B[2J.csv:1\\n: \\u202E; expected text\n"));
    }

    [Test]
    public void A_bug_is_a_document_too()
    {
        var code = Run(json: true, () => throw new InvalidOperationException("a step too far"));

        using var document = JsonDocument.Parse(text.ToString());
        Assert.That((code, document.RootElement.GetProperty("error").GetProperty("exitCode").GetInt32()), Is.EqualTo((70, 70)));
        Assert.That(text.ToString(), Does.Contain("System.InvalidOperationException: a step too far"));
    }

    [TestCase(ExitCode.CheckFailed, 1)]
    [TestCase(ExitCode.Usage, 2)]
    [TestCase(ExitCode.Data, 3)]
    [TestCase(ExitCode.Artifact, 4)]
    public void An_error_decides_the_exit_code(ExitCode kind, int code)
    {
        Assert.That(Run(json: false, () => throw (kind switch
        {
            ExitCode.CheckFailed => new CheckException("place", "found", "expected", "Do this."),
            ExitCode.Usage => (PipelineException)new ConfigException("place", "found", "expected", "Do this."),
            ExitCode.Data => new DataException("place", "found", "expected", "Do this."),
            _ => new ArtifactException("place", "found", "expected", "Do this."),
        })), Is.EqualTo(code));
        Assert.That((text.ToString(), error.ToString()), Is.EqualTo(("", "error: place: found; expected expected. Do this.\n")));
    }

    [Test]
    public void A_cancellation_that_nobody_asked_for_is_a_bug()
    {
        Assert.That(Run(json: false, () => throw new OperationCanceledException()), Is.EqualTo(70));
    }

    [Test]
    public void An_interrupted_run_is_a_document_too()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        var code = Run(json: true, () => throw new OperationCanceledException(), cancel: cancel.Token);

        Assert.That(code, Is.EqualTo(130));
        Assert.That(() => JsonDocument.Parse(text.ToString()), Throws.Nothing);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_place_that_cannot_be_written_is_an_error_of_usage(bool denied)
    {
        var code = Run(json: false, () => throw (denied ? new UnauthorizedAccessException("Access is denied.") : new IOException("Disk full")));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error.ToString(),
            Does.StartWith($"error: output: {(denied ? "Access is denied" : "Disk full")}; expected a place that can be written to. "));
    }

    [Test]
    public void Text_goes_to_standard_error_where_data_goes_to_standard_output()
    {
        Assert.That(Run(json: false, () => 5, dataToOutput: true), Is.Zero);
        Assert.That((text.ToString(), error.ToString()), Is.EqualTo(("", "outcome 5\n")));
    }

    [TestCase(true, "{\n  \"outcome\": 5\n}\n")]
    [TestCase(false, "outcome 5\n")]
    public void An_outcome_that_is_a_failure_is_told_in_whole_and_ends_in_its_error(bool json, string whole)
    {
        var code = Run(json, () => 5, failure: outcome => new CheckException("place", $"{outcome}", "4"));

        Assert.That((code, text.ToString(), error.ToString()), Is.EqualTo((1, whole, "error: place: 5; expected 4\n")));
    }

    private int Run(bool json, Func<int> command, bool dataToOutput = false, Func<int, PipelineException?>? failure = null, CancellationToken cancel = default)
    {
        var terminal = new Terminal(() => Stream.Null, () => Stream.Null, text, error, ErrorIsTerminal: false, Colour: false);
        return new Runner(terminal, cancel).Run(new Outputs(() => Stream.Null) { Json = json }, dataToOutput, (_, _, _) => command(), outcome =>
            [$"outcome {outcome}"], outcome => new() { ["outcome"] = outcome }, failure);
    }
}
