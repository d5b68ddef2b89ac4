using Pipeline.Fuzz.Plain;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz.Csv;

/// <summary>Tables, in every way in which files of them are written and damaged, held against <see cref="PlainTable"/>.</summary>
internal sealed class CsvArea : IFuzzArea
{
    public const string Input = "in.csv";
    public const string Output = "out.csv";
    public const string Quarantine = "bad.csv";
    private const string BadRows = "--bad-rows";
    private const string ToQuarantine = "quarantine=" + FuzzCase.Here + Quarantine;

    public string Name => "csv";

    public FuzzCase Make(Chance chance, Fixtures fixtures)
    {
        var model = chance.OneIn(3) ? "other" : "linear";
        var form = Fixtures.FormOf(model);
        List<string> options = ["--on-shift", "warn"];
        if (chance.OneIn(5))
        {
            form = form with { Separator = chance.Of(',', ';', '\t', '|') };
            options.AddRange(["--separator", form.Separator == '\t' ? "\\t" : form.Separator.ToString()]);
        }
        if (chance.OneIn(2))
            options.AddRange([BadRows, chance.Of("skip", ToQuarantine)]);
        if (chance.OneIn(4))
            options.AddRange(["--blank-rows", chance.Of("skip", "score")]);
        if (chance.OneIn(4))
            options.AddRange(["--batch-rows", $"{chance.Between(1, 7)}", "--threads", $"{chance.Between(1, 3)}"]);
        var bytes = FileBytes.Of(chance, new TableText(chance, form).Make(), form.IsWindows1252);
        string[] arguments = ["score", $"{FuzzCase.Models}{model}.zip", FuzzCase.Here + Input, FuzzCase.Here + Output, .. options];
        return new FuzzCase(Name, model, "", arguments, new Dictionary<string, byte[]> { [Input] = bytes });
    }

    public Verdict Judge(Trial trial)
    {
        var run = trial.Run();
        if (Sanity.Fault(run, isJson: false) is { } fault)
            return fault;
        var form = FormOf(trial.Case);
        var reading = Reading.Of(trial.Case.Files[Input], form);
        var policy = OptionOf(trial.Case, BadRows) ?? "stop";
        return run.Code switch
        {
            0 => new ScoredJudge(trial, form.Separator, reading, policy).Judge(),
            3 => RefusedJudge.Judge(run, reading, policy, trial.Output(Output) is not null || trial.Output(Quarantine) is not null),
            _ => new Verdict(run.Code, $"exit {run.Code} for a table", $"0 or 3 was expected. {run.Said}"),
        };
    }

    private static PlainForm FormOf(FuzzCase example)
    {
        var form = Fixtures.FormOf(example.Model) with { BlankRows = OptionOf(example, "--blank-rows") ?? "error" };
        return OptionOf(example, "--separator") is { } separator ? form with { Separator = separator == "\\t" ? '\t' : separator[0] } : form;
    }

    private static string? OptionOf(FuzzCase example, string option)
    {
        var at = example.Arguments.ToList().IndexOf(option);
        return at < 0 ? null : example.Arguments[at + 1];
    }
}
