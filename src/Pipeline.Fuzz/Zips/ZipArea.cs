using Pipeline.Fuzz.Plain;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz.Zips;

/// <summary>
/// A zip that is not as train wrote it: refused with exit 4, or the same scores to the last bit; a forged one may score otherwise, but never
/// harm.
/// </summary>
/// <param name="name">What is done to zips.</param>
/// <param name="edit">Does it: the zip, and whether its digests were renewed.</param>
internal sealed class ZipArea(string name, Func<Chance, byte[], (byte[] Zip, bool IsForged)> edit) : IFuzzArea
{
    public const string Zip = "model.zip";
    private const string Rows = "rows.csv";
    private const string Output = "out.csv";
    private const string Forged = "forged";

    private static readonly PlainForm outputs = new() { Id = "key", Numbers = [("Score", false), ("Probability", false)], Texts = ["PredictedLabel"] };

    public string Name => name;

    public FuzzCase Make(Chance chance, Fixtures fixtures)
    {
        var model = chance.Of("linear", "trees", "forest");
        var (zip, isForged) = edit(chance, fixtures.Read($"{model}.zip"));
        var files = new Dictionary<string, byte[]> { [Zip] = zip, [Rows] = fixtures.Read(Rows) };
        string[] arguments = ["score", FuzzCase.Here + Zip, FuzzCase.Here + Rows, FuzzCase.Here + Output, "--on-shift", "warn"];
        return new FuzzCase(Name, model, isForged ? Forged : "damaged", arguments, files);
    }

    public Verdict Judge(Trial trial)
    {
        var run = trial.Run();
        return Fault(trial, run) ?? Inspected(trial, run) ?? Evaluated(trial) ?? new Verdict(run.Code);
    }

    private static Verdict? Fault(Trial trial, RunOutcome run)
    {
        if (Sanity.Fault(run, isJson: false) is { } fault)
            return fault;
        if (Leftovers.Fault(trial, run, Output) is { } left)
            return left;
        // A forged manifest may say that tables are written in another way: then the table is wrong.
        if (run.Code is 4 || (run.Code == 3 && trial.Case.Rule == Forged))
            return null;
        if (run.Code != 0)
            return new Verdict(run.Code, $"exit {run.Code} for a zip", $"0 or 4 was expected. {run.Said}");
        if (trial.Output(Output) is not { } scores)
            return new Verdict(0, "no output", "exit 0 without the output that was named");
        return trial.Case.Rule == Forged ? Plausible(trial, scores) : Same(trial, scores);
    }

    private static Verdict? Same(Trial trial, byte[] scores)
    {
        trial.Run(["score", $"{FuzzCase.Models}{trial.Case.Model}.zip", FuzzCase.Here + Rows, FuzzCase.Here + "sound.csv", "--on-shift", "warn"]);
        return trial.Output("sound.csv") is { } sound && sound.AsSpan().SequenceEqual(scores) ? null
            : new Verdict(0, "a damaged zip scored otherwise", "exit 4, or the scores of the sound zip, was expected");
    }

    private static Verdict? Plausible(Trial trial, byte[] scores)
    {
        var expected = PlainTable.Read(trial.Case.Files[Rows], Fixtures.FormOf(trial.Case.Model)).Rows.Count;
        try
        {
            var rows = PlainTable.Read(scores, outputs with { Id = "PredictedLabel", Texts = [] }).Rows;
            var makesSense = rows.Count == expected && rows.All(row => row.Fault is null);
            return makesSense ? null : new Verdict(0, "scores that make no sense", $"{rows.Count} rows of {expected}");
        }
        catch (RefusedException refusal)
        {
            return new Verdict(0, "scores that make no sense", refusal.Message);
        }
    }

    /// <summary>inspect verifies what score verifies; of a forged zip it may refuse more, since it shows more.</summary>
    private static Verdict? Inspected(Trial trial, RunOutcome scored)
    {
        var run = trial.Run(["inspect", FuzzCase.Here + Zip, "--config"]);
        if (Sanity.Fault(run, isJson: false) is { } fault)
            return fault with { Kind = $"inspect: {fault.Kind}" };
        var agrees = run.Code == 4 ? scored.Code == 4 || trial.Case.Rule == Forged : scored.Code != 4 && run.Code == 0;
        return agrees ? null : new Verdict(run.Code, "inspect and score disagree",
            $"score ends with {scored.Code}, inspect with {run.Code}. {scored.Said} {run.Said}");
    }

    private static Verdict? Evaluated(Trial trial)
    {
        var run = trial.Run(["evaluate", FuzzCase.Here + Zip, FuzzCase.Here + Rows]);
        if (Sanity.Fault(run, isJson: false) is { } fault)
            return fault with { Kind = $"evaluate: {fault.Kind}" };
        return run.Code is 0 or 1 or 3 or 4 ? null : new Verdict(run.Code, $"evaluate: exit {run.Code} for a zip", $"0, 1, 3 or 4 was expected. {run.Said}");
    }
}
