using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scripts;

/// <summary>run.ps1, in a hosted engine: the core one, without the modules that an installed PowerShell brings.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class PowerShellScriptTests : ScriptContract
{
    [OneTimeSetUp]
    public void Needs_a_shell_for_the_stand_in()
    {
        if (Sandbox.Find("sh") is null)
            Assert.Ignore("The stand-in for dotnet is a shell script, and this machine has no sh on PATH.");
    }

    [Test]
    public void Piped_input_reaches_the_program()
    {
        Assert.That(Run(["copy"], input: "rows").Out, Is.EqualTo("rows\n"));
    }

    [Test]
    public void Arguments_arrive_through_the_old_engines_argument_passing_too()
    {
        string[] arguments = ["score", "a b", "", "quo\"te", "back\\slash\\", "with space\\", "a \\\"b"];

        Assert.That(Run(arguments, passing: "Legacy").Exit, Is.Zero);

        Assert.That(Box.Calls[^1].Arguments, Is.EqualTo([Box.Dll, .. arguments]));
    }

    [Test]
    public void The_callers_environment_and_location_are_as_before()
    {
        using var session = new Session(Box, Box.Elsewhere());

        session.Run(["test", "--gpu"]);

        Assert.That(Environment.GetEnvironmentVariable("PIPELINE_TEST_GPU"), Is.Null.Or.Empty);
        Assert.That(session.Location, Is.EqualTo(Box.Elsewhere()));
    }

    [Test]
    public void The_script_is_plain_ascii_in_the_language_of_windows_powershell()
    {
        var text = Repository.Read("run.ps1");
        Parser.ParseInput(text, out var tokens, out var errors);
        TokenKind[] newer = [TokenKind.AndAnd, TokenKind.OrOr, TokenKind.QuestionMark, TokenKind.QuestionDot,
            TokenKind.QuestionLBracket, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals];

        Assert.That(errors, Is.Empty);
        Assert.That(text.Where(c => !char.IsAscii(c)), Is.Empty, "without a byte order mark 5.1 reads a script in the ANSI code page");
        Assert.That(tokens.Where(token => newer.Contains(token.Kind)).Select(token => token.Text), Is.Empty);
    }

    [Test]
    public void The_script_uses_no_cmdlets()
    {
        var script = Parser.ParseInput(Repository.Read("run.ps1"), out _, out _);
        var own = script.FindAll(node => node is FunctionDefinitionAst, searchNestedScriptBlocks: true)
            .Select(node => ((FunctionDefinitionAst)node).Name);
        var called = script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Select(node => ((CommandAst)node).GetCommandName())
            .OfType<string>();

        Assert.That(called.Distinct().Except(own), Is.Empty);
    }

    protected override string Script => "run.ps1";

    protected override Outcome Run(string[] arguments, string? folder = null, string input = "") => Run(arguments, folder, input, null);

    private Outcome Run(string[] arguments, string? folder = null, string input = "", string? passing = null)
    {
        using var session = new Session(Box, folder ?? Box.Root);
        return session.Run(arguments, input, passing);
    }

    /// <summary>A runspace with the sandbox's variables, which are the whole process's until it is disposed.</summary>
    private sealed class Session : IDisposable
    {
        private readonly Dictionary<string, string?> _before = [];
        private readonly TextWriter _error = Console.Error;
        private readonly StringWriter _captured = new();
        private readonly Runspace _runspace;
        private readonly string _script;

        public Session(Sandbox box, string folder)
        {
            foreach (var (name, value) in box.Environment)
            {
                _before[name] = Environment.GetEnvironmentVariable(name);
                Environment.SetEnvironmentVariable(name, value);
            }

            Console.SetError(_captured);
            _script = box.PathOf("run.ps1");
            _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            _runspace.Open();
            _runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(folder));
        }

        public string Location => _runspace.SessionStateProxy.Path.CurrentLocation.Path;

        public Outcome Run(string[] arguments, string input = "", string? passing = null)
        {
            if (passing is not null)
                _runspace.SessionStateProxy.SetVariable("PSNativeCommandArgumentPassing", passing);
            _runspace.SessionStateProxy.SetVariable("arguments", arguments);
            // What hands piped text to a program comes with the modules that this engine lacks.
            _runspace.SessionStateProxy.InvokeProvider.Item.Set("function:Out-String", ScriptBlock.Create("process { $_ }"));
            using var shell = PowerShell.Create(_runspace);
            var call = $"& '{_script}' @arguments";
            shell.AddScript(input.Length > 0 ? $"'{input}' | {call}" : call);
            var lines = shell.Invoke().Select(line => $"{line}\n").ToList();
            var errors = shell.Streams.Error.Select(error => $"{error}\n");
            var exit = _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? -1;
            var outcome = new Outcome(exit, string.Concat(lines), _captured.ToString().ReplaceLineEndings("\n") + string.Concat(errors));
            _captured.GetStringBuilder().Clear();
            return outcome;
        }

        public void Dispose()
        {
            _runspace.Dispose();
            Console.SetError(_error);
            _captured.Dispose();
            foreach (var (name, value) in _before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
