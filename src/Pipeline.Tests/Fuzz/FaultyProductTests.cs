using NUnit.Framework;
using Pipeline.Fuzz;
using Pipeline.Fuzz.Csv;
using Pipeline.Fuzz.Running;
using Pipeline.Fuzz.Zips;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Fuzz;

/// <summary>A fuzzer that cannot fail is worthless: programs with faults put into them are found out, by cases of which the program itself passes.</summary>
[TestFixture]
internal sealed class FaultyProductTests
{
    private const int MostCases = 400;
    private const int Scored = 3;
    private readonly Scratch scratch = new();
    private Fixtures fixtures = null!;

    [OneTimeSetUp]
    public void Train() => fixtures = Fixtures.Make(scratch.Directory);

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void A_row_that_is_dropped_is_noticed() => Notices("other rows", Output(lines => lines.Count > 1 ? lines[..^1] : lines));

    [Test]
    public void Rows_in_another_order_are_noticed() => Notices("other rows", Output(lines => [lines[0], .. lines[1..].AsEnumerable().Reverse()]));

    [Test]
    public void An_id_that_loses_a_character_is_noticed() =>
        Notices("other rows", Output(lines => [lines[0], .. lines[1..].Select(line => line.Replace("q", "", StringComparison.Ordinal))]));

    [Test]
    public void A_score_of_another_row_is_noticed() => Notices("another score", Output(lines =>
        lines.Count < 3 || lines.Any(line => !line.Contains(',', StringComparison.Ordinal)) ? lines
            : [lines[0], .. lines[1..].Select((line, i) => line[..line.LastIndexOf(',')] + ScoreOf(i == 0 ? lines[^1] : lines[i]))]));

    [Test]
    public void A_field_that_is_shifted_is_noticed() => Notices("another score", Input(text => text.Replace("key,a,b", "key,b,a", StringComparison.Ordinal)));

    [Test]
    public void A_last_line_that_is_not_read_is_noticed() =>
        Notices("other rows", Input(text => text.Count(character => character == '\n') > 2 ? text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)] : text));

    [Test]
    public void A_bad_row_that_is_left_out_in_silence_is_noticed() => Notices("a bad row passed", arguments =>
        Products.Real(arguments.Contains("--bad-rows") ? arguments : [.. arguments, "--bad-rows", "skip"]));

    [Test]
    public void A_sound_table_that_is_refused_is_noticed() => Notices("a sound table refused", arguments => Products.Real([.. arguments, "--separator", "^"]));

    [Test]
    public void A_quarantine_that_lost_a_row_is_noticed() => Notices("another number of bad rows", arguments =>
    {
        var run = Products.Real(arguments);
        var path = Path.Combine(Path.GetDirectoryName(arguments[2])!, CsvArea.Quarantine);
        if (run.Code == 0 && File.Exists(path) && File.ReadAllLines(path) is { Length: 2 } lines)
            File.WriteAllText(path, lines[0] + "\n");
        return run;
    });

    [Test]
    public void A_row_behind_wrong_quotes_that_is_lost_is_noticed() => Notices("rows lost", Output(lines =>
        lines.Count > 2 && lines[^1].StartsWith('k') ? lines[..^1] : lines));

    [Test]
    public void A_bug_is_noticed() => Notices("exit 70", _ => new RunOutcome(70, "", "error: this is a bug"));

    [Test]
    public void A_damaged_zip_that_scores_otherwise_is_noticed() => Notices("a damaged zip scored otherwise", arguments =>
    {
        // As if nothing in a zip were verified: the model of another zip answers.
        var zip = arguments[1].EndsWith(ZipArea.Zip, StringComparison.Ordinal) ? scratch.At("other.zip") : arguments[1];
        var run = Products.Real([arguments[0], zip, .. arguments.Skip(2)]);
        if (run.Code == 3)
            File.WriteAllText(arguments[3], "key,PredictedLabel,Probability,Score\n");
        return run with { Code = 0 };
    }, "zip");

    [Test]
    public void Something_that_a_failed_run_left_is_noticed() => Notices("something left behind", arguments =>
    {
        var run = Products.Real(arguments);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(arguments[1])!, "model.zip.tmp"), "");
        return run;
    }, "config");

    private void Notices(string kind, Product faulty, string area = "csv")
    {
        for (var number = 0; number < MostCases; number++)
        {
            var example = Areas.Of(number).Name == area ? Areas.Of(number).Make(new Chance(1, number), fixtures) : null;
            if (example is null)
                continue;
            var isNoticed = Judge(example, faulty).Kind?.StartsWith(kind, StringComparison.Ordinal) == true;
            if (isNoticed && Judge(example, Products.Real).Kind is null)
                return;
        }
        Assert.Fail($"{MostCases} cases, and nothing of the kind is found");
    }

    private Verdict Judge(FuzzCase example, Product product)
    {
        using var trial = new Trial(example, fixtures, product);
        return Areas.Named(example.Area).Judge(trial);
    }

    /// <summary>A program whose output of a case is edited behind its back; that of the clean table is left as it is.</summary>
    private static Product Output(Func<List<string>, List<string>> edit) => arguments =>
    {
        var run = Products.Real(arguments);
        if (run.Code == 0 && arguments[Scored].EndsWith("/" + CsvArea.Output, StringComparison.Ordinal))
            File.WriteAllText(arguments[Scored], string.Concat(edit([.. File.ReadAllLines(arguments[Scored])]).Select(line => line + "\n")));
        return run;
    };

    /// <summary>A program that reads the table of a case otherwise than it stands there.</summary>
    private static Product Input(Func<string, string> edit) => arguments =>
    {
        if (arguments[2].EndsWith("/" + CsvArea.Input, StringComparison.Ordinal))
            File.WriteAllText(arguments[2], edit(File.ReadAllText(arguments[2])));
        return Products.Real(arguments);
    };

    private static string ScoreOf(string line) => line[line.LastIndexOf(',')..];
}
