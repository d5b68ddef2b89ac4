using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz.Configs;

/// <summary>Configs and --set, and the tables that they name: whatever stands in them, the answer is a model or a list of problems.</summary>
internal sealed partial class ConfigArea : IFuzzArea
{
    private const string Config = "run.jsonc";

    public string Name => "config";

    public FuzzCase Make(Chance chance, Fixtures fixtures)
    {
        var model = chance.Of(Fixtures.Models);
        var text = Fixtures.ConfigOf(model);
        if (chance.OneIn(2))
            text = ConfigEdits.Replaced(chance, text);
        var bytes = Encoded(chance, text);
        if (chance.OneIn(2))
            bytes = Mutation.Often(chance, bytes, chance.Between(1, 3));
        List<string> arguments = ["train", FuzzCase.Here + Config, "--out", FuzzCase.Here + "out"];
        for (var sets = chance.OneIn(2) ? chance.Between(1, 3) : 0; sets > 0; sets--)
            arguments.AddRange(["--set", Bounded(ConfigEdits.Set(chance))]);
        if (chance.OneIn(3))
            arguments.Add("--json");
        byte[] table = [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Fixtures.Table(model, 60))];
        var files = new Dictionary<string, byte[]>
        {
            [Config] = Encoding.Latin1.GetBytes(Bounded(Encoding.Latin1.GetString(bytes))),
            ["table.csv"] = chance.OneIn(4) ? Mutation.Often(chance, table, chance.Between(1, 4)) : table,
        };
        return new FuzzCase(Name, "", "", arguments, files);
    }

    public Verdict Judge(Trial trial)
    {
        var run = trial.Run();
        if (Sanity.Fault(run, trial.Case.Arguments.Contains("--json")) is { } fault)
            return fault;
        if (run.Code is not (0 or 1 or 2 or 3))
            return new Verdict(run.Code, $"exit {run.Code} for a config", $"0 to 3 was expected. {run.Said}");
        if (Leftovers.Fault(trial, run, "out") is { } left)
            return left;
        var outputs = (string[])["metrics.json", "model.zip", "scores.csv"];
        return run.Code != 0 || outputs.All(name => trial.Output(Path.Combine("out", name)) is { Length: > 0 })
            ? new Verdict(run.Code) : new Verdict(0, "an output is missing", $"exit 0 without one of {string.Join(", ", outputs)}");
    }

    private static byte[] Encoded(Chance chance, string text)
    {
        Encoding encoding = chance.Below(12) switch
        {
            0 => Encoding.Latin1,
            1 => new UnicodeEncoding(false, true),
            2 => new UnicodeEncoding(true, false),
            3 => new UTF8Encoding(true),
            4 => new UTF32Encoding(false, true),
            _ => new UTF8Encoding(false),
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    /// <summary>Asked for a million trees, a program may well take an hour: numbers of many digits become those of two, rows and columns apart.</summary>
    private static string Bounded(string text) => LongNumber().Replace(text, match => match.Value[..2]);

    [GeneratedRegex(@"(?<![\w.])[1-9]\d{2,}(?!\w)")]
    private static partial Regex LongNumber();
}
