using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

/// <summary>Small tables that were read wrongly once, from train to score.</summary>
[TestFixture]
internal sealed class ReadingCasesTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Prepare()
    {
        scratch = new Scratch();
        foreach (var path in Repository.Files("src/Pipeline.Tests/cases", ""))
            scratch.Write(Path.GetFileName(path), File.ReadAllBytes(Repository.PathOf(path)));
    }

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void A_number_that_means_missing_does_so_in_every_way_of_writing_it()
    {
        Assert.That(Train("sentinel.json").Code, Is.Zero);

        var lines = Score(File.ReadAllText(scratch.At("sentinel-input.csv")) + "3,-9.99e2\n4,\n5,57\n")
            .Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]).ToList();

        Assert.That(lines[2..5], Is.All.EqualTo(lines[1]));
        Assert.That(lines[5], Is.Not.EqualTo(lines[1]));
    }

    [Test]
    public void A_marker_of_numbers_is_a_category_like_any_other()
    {
        Assert.That(Train("na-category.json", "--set", "data.missing={\"numeric\": [\"NA\"]}").Code, Is.Zero);
        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.Write("in.csv", "id,country,income\n1,NA,NA\n2,,1\n"),
            scratch.At("scores.csv"), "--json");
        using var document = JsonDocument.Parse(run.Out);
        var input = document.RootElement.GetProperty("input");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(input.GetProperty("missing").EnumerateObject().Select(member => (member.Name, member.Value.GetInt32())),
            Is.EqualTo(new[] { ("income", 1), ("country", 1) }));
        Assert.That(input.GetProperty("unseen").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Markers_by_kind_and_column_come_with_the_zip()
    {
        Assert.That(Train("na-category.json", "--set", "data.missing={\"numeric\": [\"NA\"], \"country\": [\"KE\"]}").Code, Is.Zero);
        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.Write("in.csv", "id,country,income\n1,KE,5\n2,DE,NA\n"),
            scratch.At("scores.csv"));

        Assert.That(run.Out, Does.Contain("Missing fields, filled as in training: 'income' 1.").And.Contain(
            "Missing categories, not filled: those rows belong to none: 'country' 1."));
        Assert.That(Train("na-category.json", "--set", "data.missing={\"contry\": []}").Error,
            Does.Contain("no column 'contry', which $.data.missing names; expected it in the header. Did you mean 'country'?"));
    }

    [Test]
    public void A_column_without_a_name_is_left_out_by_the_rest_with_a_word()
    {
        var run = Train("nameless-column.json");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("Columns not used: one without a name."));
        Assert.That(Train("nameless-column.json", "--set", "data.ignore=[\"\"]").Code, Is.Zero);
    }

    [Test]
    public void A_column_without_a_name_that_is_asked_for_is_an_error_with_the_remedy()
    {
        var run = Train("nameless-column.json", "--set", "data.numeric=[\"\", \"x\"]");

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("nameless-column.csv:1: a column without a name, which $.data.numeric means").And.Contain("\"ignore\": [\"\"]"));
        Assert.That(Train("nameless-column.json", "--set", "data.numeric=*").Out, Does.Contain("Columns not used: one without a name."), "no pattern means it");
        Assert.That(Train("nameless-column.json", "--set", "data.id=[\"\"]").Code, Is.EqualTo(2));
    }

    [Test]
    public void Columns_of_one_name_that_nobody_uses_are_no_error()
    {
        scratch.Write("nameless-column.csv", string.Concat(File.ReadLines(scratch.At("nameless-column.csv"))
            .Select((line, i) => line + (i == 0 ? ",,spare,spare\n" : ",,1,2\n"))));

        Assert.That(Train("nameless-column.json", "--set", "data.numeric=x").Code, Is.Zero);
        var run = Train("nameless-column.json");
        Assert.That((run.Code, run.Error),
            Is.EqualTo((3, $"error: {scratch.At("nameless-column.csv")}:1: the column name 'spare' twice; expected each name once\n")));
    }

    [Test]
    public void A_line_that_names_the_separator_is_honoured()
    {
        Assert.That(Train("sep-line.json").Code, Is.Zero);
        Assert.That(Score("sep=,\nid,x\n1,57\n"), Has.Count.EqualTo(2));

        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.Write("in.csv", "sep=;\nid;x\n1;57\n"), scratch.At("scores.csv"));
        Assert.That((run.Code, run.Error.Split(": ")[2]),
            Is.EqualTo((3, "a line that names ';' as the separator; expected fields separated by ','. Give the separator of the file (train")));
        Assert.That(Support.Program.Run("score", scratch.At("run/model.zip"), scratch.At("in.csv"), scratch.At("scores.csv"), "--separator", ";").Code,
            Is.Zero);
    }

    [TestCase("Score")]
    [TestCase("PredictedLabel")]
    [TestCase("Probability")]
    public void A_label_may_have_the_name_of_a_prediction(string name)
    {
        scratch.Write("sentinel.csv", File.ReadAllText(scratch.At("sentinel.csv")).Replace("id,x,c,y", $"id,x,c,{name}", StringComparison.Ordinal));

        Assert.That(Train("sentinel.json", "--set", $"data.label.column={name}").Code, Is.Zero);
        Assert.That(File.ReadLines(scratch.At("run/scores.csv")).First(), Is.EqualTo($"id,label.{name},PredictedLabel,Probability,Score"));
        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("sentinel.csv"), "--held-out").Code, Is.Zero);
        Assert.That(Score($"id,x,{name}\n1,5,yes\n"), Has.Count.EqualTo(2));
    }

    [Test]
    public void Texts_under_numeric_are_one_problem_a_column_with_one_remedy()
    {
        scratch.Write("census.csv", "age,job,city,pay,tax,y\n" + string.Concat(
            Enumerable.Range(0, 300)
            .Select(i => $"{i},{"abc"[i % 3]}-job,{(i % 4 == 0 ? "" : "Rome")},\"1,{i % 10}\",NA,{(i == 7 ? "" : i % 2 == 0 ? "yes" : "no")}\n")));
        scratch.Write("census.json", """
            {"task":"binary","data":{"train":"census.csv","label":{"column":"y","positive":"yes"},"numeric":"rest"},
            "model":{"trainer":"lbfgsLogisticRegression"}}
            """);

        foreach (var run in (RunResult[])[Train("census.json"), Train("census.json", "--bad-rows", "skip")])
        {
            Assert.That(run.Code, Is.EqualTo(3));
            Assert.That(run.Error.Split('\n'), Is.EqualTo(new[]
            {
                "error: column 'job': 300 of 300 values that are no numbers, such as 'a-job', 'b-job', 'c-job'; "
                    + "expected numbers, since $.data.numeric means it",
                "column 'city': 225 of 225 values that are no numbers, such as 'Rome'; "
                    + "expected numbers, since $.data.numeric means it. Put these in $.data.categorical: [\"job\", \"city\"].",
                "column 'pay': 300 of 300 values that are no numbers, such as '1,0', '1,1', '1,2'; "
                    + "expected numbers, since $.data.numeric means it. Where these are numbers: data.decimal: \",\".",
                "column 'tax': 300 of 300 values that are no numbers, such as 'NA'; "
                    + "expected numbers, since $.data.numeric means it. Where they mean missing values: data.missing: { \"numeric\": [\"NA\"] }.",
                "… and 1 more (5 in all)",
                "",
            }));
        }
    }

    [Test]
    public void A_few_texts_among_numbers_are_bad_fields_with_their_lines()
    {
        scratch.Write("sentinel.csv", File.ReadAllText(scratch.At("sentinel.csv")).Replace("1,23,DE,no\n", "1,many,DE,no\n", StringComparison.Ordinal));

        Assert.That(Train("sentinel.json").Error, Does.Contain("sentinel.csv:3:3: 'x' is 'many'; expected a number"));
    }

    [Test]
    public void A_target_of_texts_is_one_problem()
    {
        var run = Train("sentinel.json", "--set", "task=regression", "--set", "data.label={\"column\": \"y\"}", "--set", "model.trainer=fastTree");

        Assert.That((run.Code, run.Error), Is.EqualTo((3,
            "error: column 'y': 200 of 200 values that are no numbers, such as 'yes', 'no'; expected numbers, since $.task is regression. "
            + "Set $.task to binary or multiclass, or name another $.data.label.column.\n")));
    }

    [Test]
    public void Blank_rows_are_refused_or_left_out_and_counted_in_every_command()
    {
        File.AppendAllText(scratch.At("sentinel.csv"), ",,,\n,,,\n");

        Assert.That(Train("sentinel.json").Error, Does.Contain("sentinel.csv:202:1: a row of separators only").And.Contain("--blank-rows skip"));
        Assert.That(Train("sentinel.json", "--blank-rows", "skip").Out, Does.Contain("Rows of separators only, left out: 2."));
        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("sentinel.csv"), "--held-out", "--blank-rows", "skip").Out,
            Does.Contain("Rows of separators only, left out: 2."));
        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("sentinel.csv"), "--blank-rows", "skip").Out,
            Does.Contain("Rows of separators only, left out: 2."));
        var input = scratch.Write("in.csv", "id,x\n1,5\n,\n2,6\n");
        Assert.That(Support.Program.Run("score", scratch.At("run/model.zip"), input, scratch.At("s.csv")).Code, Is.EqualTo(3));
        var skipped = Support.Program.Run("score", scratch.At("run/model.zip"), input, scratch.At("s.csv"), "--blank-rows", "skip", "--json");
        Assert.That((File.ReadLines(scratch.At("s.csv")).Count(), JsonDocument.Parse(skipped.Out).RootElement.GetProperty("input").GetProperty(
            "blankRows").GetInt32()), Is.EqualTo((3, 1)));
        Assert.That(Support.Program.Run("score", scratch.At("run/model.zip"), input, scratch.At("s.csv"), "--blank-rows", "score").Code, Is.Zero);
        Assert.That(File.ReadLines(scratch.At("s.csv")).Count(), Is.EqualTo(4));
        Assert.That(Support.Program.Run("score", scratch.At("run/model.zip"), input, "--blank-rows", "keep").Error,
            Does.Contain("--blank-rows: 'keep'; expected error, skip or score"));
    }

    [Test]
    public void The_habits_of_the_training_files_are_those_of_every_file_after_them()
    {
        var rows = File.ReadLines(scratch.At("sentinel.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        string Row(string[] row) => $"{row[0]}; {row[1]},50 €;{row[2]};{(row[3] == "yes" ? "schön" : "no")}\n";
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Report of \"today\n# none\n" + string.Concat(rows.Select(Row)));
        scratch.Write("habits.csv", bytes);
        scratch.Write("plain.csv", "id,x,c,y\n" + string.Concat(rows.Select(row => $"{row[0]},{row[1]}.50,{row[2]},{(row[3] == "yes" ? "schön" : "no")}\n")));
        scratch.Write("plain.json", """
            {"task":"binary","seed":1,"data":{"train":"plain.csv","label":{"column":"y","positive":"schön"},"id":"id","numeric":"x","categorical":"c"},
            "model":{"trainer":"lbfgsLogisticRegression"}}
            """);
        scratch.Write("habits.json", """
            {"task":"binary","seed":1,"data":{"train":"habits.csv","label":{"column":"y","positive":"schön"},"id":"id","numeric":"x","categorical":"c",
            "separator":";","decimal":",","numbers":{"x":{"currency":"€"}},"trim":true,"encoding":"windows1252","skipLines":1,"comment":"#",
            "names":["id","x","c","y"]},"model":{"trainer":"lbfgsLogisticRegression"}}
            """);

        Assert.That(Train("plain.json").Code, Is.Zero);
        var expected = File.ReadAllText(scratch.At("run/scores.csv"));
        var evaluated = Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("plain.csv"), "--held-out").Out;
        var run = Train("habits.json");
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(scratch.At("run/scores.csv")), Is.EqualTo(expected));
        Assert.That(Support.Program.Run("evaluate", scratch.At("run/model.zip"), scratch.At("habits.csv"), "--held-out").Out, Is.EqualTo(evaluated));
        var all = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.At("habits.csv"), "--keep", "y");
        Assert.That(all.Code, Is.Zero, all.Error);
        Assert.That(expected.Split('\n').Except(all.Out.Split('\n')), Is.Empty, "the held-out rows are among them, with the same scores");
    }

    private RunResult Train(string config, params string[] more) => Support.Program.Run(["train", scratch.At(config), "--out", scratch.At("run"), .. more]);

    private List<string> Score(string text)
    {
        var run = Support.Program.Run("score", scratch.At("run/model.zip"), scratch.Write("in.csv", text), scratch.At("scores.csv"));
        Assert.That(run.Code, Is.Zero, run.Error);
        return [.. File.ReadLines(scratch.At("scores.csv"))];
    }
}
