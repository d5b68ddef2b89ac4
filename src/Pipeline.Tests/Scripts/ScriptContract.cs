using NUnit.Framework;

namespace Pipeline.Tests.Scripts;

/// <summary>What run.sh and run.ps1 both promise; each has a fixture that says how it is run.</summary>
internal abstract class ScriptContract
{
    private static readonly string[] Demos = ["churn", "penguins", "concrete", "breast-cancer"];

    /// <summary>The script's file name.</summary>
    protected abstract string Script { get; }

    /// <summary>What a call says on the error stream that builds for the first time.</summary>
    protected string FirstBuild => $"{Script}: restoring and building (first run: one to three minutes)\n";

    protected Sandbox Box { get; private set; } = null!;

    [SetUp]
    public void Make_a_sandbox() => Box = new Sandbox();

    [TearDown]
    public void Remove_the_sandbox() => Box.Dispose();

    [Test]
    public void Arguments_reach_the_program_unchanged()
    {
        string[] arguments = ["score", "a b", "", "quo\"te", "back\\slash\\", "with space\\", "*", "$HOME", "--gpu", "-", "test"];

        Assert.That(Run(arguments).Exit, Is.Zero);

        Assert.That(Box.Calls[^1].Arguments, Is.EqualTo([Box.Dll, .. arguments]));
    }

    [Test]
    public void The_working_directory_is_the_callers_while_the_build_runs_in_the_root()
    {
        var elsewhere = Box.Elsewhere();

        Run(["inspect"], elsewhere);

        Assert.That(Box.Calls.Select(call => call.Folder), Is.EqualTo([Box.Root, elsewhere]));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(70)]
    [TestCase(130)]
    public void The_exit_code_is_the_programs(int code)
    {
        Box.Environment["FAKE_EXIT"] = $"{code}";

        Assert.That(Run(["evaluate"]).Exit, Is.EqualTo(code));
    }

    [Test]
    public void A_call_that_builds_says_so_in_one_line_and_the_next_one_says_nothing()
    {
        var first = Run(["score"]);
        var second = Run(["score"]);
        File.AppendAllText(Box.PathOf("src/Pipeline/Program.cs"), "\n");
        var third = Run(["score"]);

        Assert.That(first, Is.EqualTo(new Outcome(0, "output of score\n", FirstBuild)));
        Assert.That(second, Is.EqualTo(new Outcome(0, "output of score\n", "")));
        Assert.That(third, Is.EqualTo(new Outcome(0, "output of score\n", $"{Script}: restoring and building\n")));
        Assert.That(Box.Builds, Is.EqualTo(2));
    }

    [Test]
    public void A_second_call_does_not_build_again()
    {
        Run(["score"]);
        Run(["score"]);
        Run(["inspect"], Box.Elsewhere());

        Assert.That(Box.Builds, Is.EqualTo(1));
    }

    [TestCase("src/Pipeline/Model/Problems/ExitCode.cs")]
    [TestCase("src/Pipeline/Pipeline.csproj")]
    [TestCase("src/Pipeline/New/File.cs")]
    [TestCase("Directory.Packages.props")]
    [TestCase("global.json")]
    public void A_file_newer_than_the_build_makes_the_next_call_build_once(string file)
    {
        Run(["score"]);
        Directory.CreateDirectory(Path.GetDirectoryName(Box.PathOf(file))!);
        File.AppendAllText(Box.PathOf(file), "\n");

        Run(["score"]);
        Run(["score"]);

        Assert.That(Box.Builds, Is.EqualTo(2));
    }

    [Test]
    public void A_deleted_source_makes_the_next_call_build()
    {
        Run(["score"]);
        File.Delete(Box.PathOf("src/Pipeline/Model/Problems/ExitCode.cs"));

        Run(["score"]);

        Assert.That(Box.Builds, Is.EqualTo(2));
    }

    [TestCase("src/Pipeline/bin/publish/other.txt")]
    [TestCase("src/Pipeline/obj/other.txt")]
    [TestCase("runs/other.txt")]
    public void Outputs_are_not_sources(string file)
    {
        Run(["score"]);
        Directory.CreateDirectory(Path.GetDirectoryName(Box.PathOf(file))!);
        File.AppendAllText(Box.PathOf(file), "\n");

        Run(["score"]);

        Assert.That(Box.Builds, Is.EqualTo(1));
    }

    [Test]
    public void A_failed_build_shows_the_compilers_words_and_is_tried_again()
    {
        Box.Environment["FAKE_BUILD_ERROR"] = "Program.cs(1,1): error CS0000: no such thing";

        var failed = Run(["score"]);

        Assert.That(failed.Exit, Is.EqualTo(2));
        Assert.That(failed.Out, Is.Empty);
        Assert.That(failed.Error, Does.Contain("error CS0000: no such thing").And.Contain("the build of src/Pipeline failed"));

        Box.Environment["FAKE_BUILD_ERROR"] = "";
        Assert.That(Run(["score"]), Is.EqualTo(new Outcome(0, "output of score\n", FirstBuild)));
    }

    [Test]
    public void A_call_waits_for_the_build_of_another_call_of_either_script()
    {
        if (Sandbox.Find("flock") is null)
            Assert.Ignore("run.sh locks its build with flock, and this machine has none on PATH.");
        Directory.CreateDirectory(Box.PathOf("src/Pipeline/obj"));
        var held = File.Open(Box.PathOf("src/Pipeline/obj/run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var buildsWhileHeld = -1;
        var release = Task.Run(async () =>
        {
            await Task.Delay(400);
            buildsWhileHeld = Box.Builds;
            await held.DisposeAsync();
        });

        var outcome = Run(["score"]);
        release.Wait();

        Assert.That(outcome, Is.EqualTo(new Outcome(0, "output of score\n", FirstBuild)));
        Assert.That((buildsWhileHeld, Box.Builds), Is.EqualTo((0, 1)));
    }

    [TestCase]
    [TestCase("score", "m.zip", "rows.csv")]
    [TestCase("test")]
    public void Where_dotnet_has_no_suitable_sdk_the_script_names_it_and_how_to_install_it(params string[] arguments)
    {
        Box.Environment["FAKE_SDKS"] = "";

        AssertSdkHelp(Run(arguments), "found: dotnet, but no SDK");
        Assert.That(Box.Calls, Is.Empty);
    }

    [Test]
    public void Where_there_is_no_dotnet_the_script_names_the_sdk_and_how_to_install_it()
    {
        File.Delete(Path.Combine(Box.Bin, "dotnet"));

        AssertSdkHelp(Run([]), "found: none");
    }

    [TestCase]
    [TestCase("main")]
    public void The_main_job_trains_evaluates_and_scores_each_table_in_the_root_and_says_where_things_are(params string[] arguments)
    {
        var outcome = Run(arguments, Box.Elsewhere());

        Assert.That(outcome.Exit, Is.Zero);
        Assert.That(outcome.Error, Is.EqualTo(FirstBuild));
        Assert.That(Box.Calls.Select(call => call.Folder), Is.All.EqualTo(Box.Root));
        Assert.That(Box.Calls.Skip(1).Select(call => string.Join(' ', call.Arguments[1..])), Is.EqualTo(Demos.SelectMany(name => new[]
        {
            $"train configs/{name}.jsonc --out runs/{name}",
            $"evaluate runs/{name}/model.zip data/{name}.csv --held-out",
            $"score runs/{name}/model.zip data/{name}.csv runs/{name}/scored.csv",
        })));
        foreach (var file in Demos.SelectMany(name => (string[])[$"{name}/model.zip", $"{name}/metrics.json", $"{name}/scored.csv"]))
            Assert.That(outcome.Out, Does.Contain(Box.PathOf($"runs/{file}")));
    }

    [Test]
    public void The_main_job_stops_with_the_exit_code_of_the_first_command_that_fails()
    {
        Box.Environment["FAKE_FAILING"] = "evaluate";
        Box.Environment["FAKE_EXIT"] = "4";

        var outcome = Run([]);

        Assert.That(outcome.Exit, Is.EqualTo(4));
        Assert.That(Box.Calls.Skip(1).Select(call => call.Arguments[1]), Is.EqualTo(["train", "evaluate"]));
        Assert.That(outcome.Out, Does.Not.Contain("scored.csv"));
    }

    [Test]
    public void Test_builds_the_tests_and_hands_its_arguments_to_dotnet_test()
    {
        var outcome = Run(["test", "--filter", "Name~a b"], Box.Elsewhere());

        Assert.That(outcome, Is.EqualTo(new Outcome(0, "tests ran\n", $"{Script}: restoring and building the tests (first run: one to three minutes)\n")));
        Assert.That(Box.Calls.Select(call => call.Folder), Is.All.EqualTo(Box.Root));
        Assert.That(Box.Calls.Select(call => call.Arguments), Is.EqualTo(new string[][]
        {
            ["build", "src/Pipeline.Tests", "-c", "Release", "--disable-build-servers"],
            ["test", "src/Pipeline.Tests", "-c", "Release", "--no-build", "--filter", "Name~a b"],
        }));
    }

    [Test]
    public void Fuzz_builds_the_fuzzer_and_hands_it_its_arguments_in_the_root()
    {
        var outcome = Run(["fuzz", "--seed", "7", "a b"], Box.Elsewhere());

        Assert.That(outcome,
            Is.EqualTo(new Outcome(0, "output of --seed\n", $"{Script}: restoring and building the fuzzer (first run: one to three minutes)\n")));
        Assert.That(Box.Calls.Select(call => call.Folder), Is.All.EqualTo(Box.Root));
        Assert.That(Box.Calls.Select(call => call.Arguments), Is.EqualTo(new string[][]
        {
            ["build", "src/Pipeline.Fuzz", "-c", "Release", "--disable-build-servers"],
            ["src/Pipeline.Fuzz/bin/Release/net10.0/Pipeline.Fuzz.dll", "--seed", "7", "a b"],
        }));
    }

    [Test]
    public void The_exit_code_of_fuzz_is_the_fuzzers()
    {
        Box.Environment["FAKE_EXIT"] = "1";

        Assert.That(Run(["fuzz", "--kept"]).Exit, Is.EqualTo(1));
    }

    [TestCase(new[] { "test" }, "", 5)]
    [TestCase(new[] { "test", "--gpu" }, "1", 5)]
    [TestCase(new[] { "test", "--filter", "--gpu", "X" }, "1", 7)]
    public void Test_takes_gpu_for_itself_as_a_variable(string[] arguments, string variable, int passed)
    {
        Run(arguments);

        Assert.That(Box.Calls[^1].Gpu, Is.EqualTo(variable));
        Assert.That(Box.Calls[^1].Arguments, Has.Length.EqualTo(passed).And.None.EqualTo("--gpu"));
    }

    /// <summary>Runs the copy of the script in the sandbox; line ends come back as \n.</summary>
    protected abstract Outcome Run(string[] arguments, string? folder = null, string input = "");

    private static void AssertSdkHelp(Outcome outcome, string found)
    {
        Assert.That(outcome.Exit, Is.EqualTo(2));
        Assert.That(outcome.Out, Is.Empty);
        Assert.That(outcome.Error, Does.Contain("needs the .NET SDK 10.0.100 or a later 10.0 one").And.Contain(found));
        foreach (var way in (string[])["apt-get install -y dotnet-sdk-10.0", "dnf install -y dotnet-sdk-10.0", "brew install dotnet@10",
            "winget install Microsoft.DotNet.SDK.10", "dotnet-install.sh | bash -s -- --channel 10.0"])
            Assert.That(outcome.Error, Does.Contain(way));
    }

    /// <summary>Exit code and streams of one run.</summary>
    internal sealed record Outcome(int Exit, string Out, string Error);
}
