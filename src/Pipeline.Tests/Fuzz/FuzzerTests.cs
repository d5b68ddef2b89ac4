using System.Diagnostics;
using NUnit.Framework;
using Pipeline.Fuzz;
using Pipeline.Fuzz.Running;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Fuzz;

/// <summary>The fuzzer as a program: kept cases, dying workers, what it is called with.</summary>
[TestFixture]
internal sealed class FuzzerTests
{
    private static readonly string assembly = typeof(Fixtures).Assembly.Location;
    private readonly Scratch scratch = new();

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void Nothing_is_found_in_the_kept_cases()
    {
        var run = Run("--kept");

        Assert.That(run.Code, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(FormattableString.Invariant($"{Directory.GetFiles(Places.OfCheckout().Kept, "*.json").Length} of them kept ones")));
    }

    [Test]
    public void A_wrong_call_shows_how_it_is_called()
    {
        var run = Run("--area", "cvs");

        Assert.That((run.Code, run.Error), Is.EqualTo((2, FuzzOptions.Usage.ReplaceLineEndings("\n") + "\n")));
    }

    [Test]
    public void A_case_by_which_a_process_dies_is_found_and_the_next_one_has_a_new_process()
    {
        var fixtures = Fixtures.Make(Directory.CreateDirectory(scratch.At("models")).FullName);
        using var worker = new WorkerProcess(fixtures.Folder);

        // A file that is not there is nothing that a worker is made to survive.
        Assert.That(worker.Ask(new CaseName(1, 0, scratch.At("nosuch"))).Kind, Does.StartWith("the process ended with"));
        Assert.That(worker.Ask(new CaseName(1, 0)), Is.EqualTo(Worker.Try(new CaseName(1, 0).Make(fixtures), fixtures)));
    }

    [Test]
    public void A_seed_and_a_number_are_the_whole_case_and_a_file_keeps_it()
    {
        var fixtures = Fixtures.Make(Directory.CreateDirectory(scratch.At("more models")).FullName);
        foreach (var number in Enumerable.Range(0, 32))
        {
            var (one, same, other) = (new CaseName(5, number).Make(fixtures), new CaseName(5, number).Make(fixtures), new CaseName(6, number).Make(fixtures));
            CaseFile.Write(scratch.At($"kept-{number}.json"), one, ("found", "nothing"));

            Assert.That(Show(same), Is.EqualTo(Show(one)), $"{number}, made again");
            Assert.That(Show(other), Is.Not.EqualTo(Show(one)), $"{number}, of another seed");
            Assert.That(Show(CaseFile.Read(scratch.At($"kept-{number}.json"))), Is.EqualTo(Show(one)), $"{number}, kept");
        }
    }

    [Test]
    public void The_figures_take_the_place_of_those_before()
    {
        Assert.That(ReportSection.Replaced("a\n<!-- fuzz -->\nold\n<!-- /fuzz -->\nb\n", ["new", "lines"]),
            Is.EqualTo("a\n<!-- fuzz -->\nnew\nlines\n<!-- /fuzz -->\nb\n"));
        Assert.That(() => ReportSection.Replaced("nothing marked", []), Throws.TypeOf<InvalidDataException>());
    }

    private static string Show(FuzzCase example)
    {
        var files = example.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {Convert.ToHexString(file.Value)}");
        return string.Join('\n', [example.Area, example.Model, example.Rule, .. example.Arguments, .. files]);
    }

    private static RunResult Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Support.Program.Finish(Process.Start(start)!);
    }
}
