using System.Text;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz.Commands;

/// <summary>
/// Command lines: whatever stands in them, a documented exit code, a message that a terminal can take, and nothing changed but what they name.
/// </summary>
internal sealed class CommandArea : IFuzzArea
{
    private static readonly string[] commands =
        ["train", "evaluate", "score", "threshold", "export", "inspect", "trainers", "score", "evaluate", "score", "nosuch", "--version", "--help", ""];

    private static readonly string[] paths =
    [
        "model.zip", "rows.csv", "table.csv", "run.jsonc", "new.csv", "new.zip", "new.onnx", "new.csv.gz", "-", "*.csv", ".", "sub/new.csv",
        "no/such.csv", "model.zip/", "rows.csv/x", "nosuch.zip", "[x].csv",
        "\u001b[31mred.csv", "line\nbreak.csv", "\u202etxt.csv", "tab\t.csv", "é.csv", "a b.csv", "@file", "--", "~", "%s",
    ];

    private static readonly string[] options =
    [
        "--json", "--out", "--set", "--held-out", "--bad-rows", "--max-bad", "--blank-rows", "--max-missing", "--max-unseen", "--on-shift",
        "--separator", "--device", "--threshold", "--precision", "--threads",
        "--batch-rows", "--keep", "--value", "--rule", "--inputs", "--config", "--task", "--sign", "--verify", "--force", "--nosuch", "-x", "--jsn", "/?", "-h",
    ];

    private static readonly string[] values =
    [
        "skip", "stop", "quarantine=bad.csv", "quarantine=", "quarantine=rows.csv", "0", "1", "2", "-1", "0.5", "1e999", "NaN", "50%", "101%",
        "error", "score", "warn", "fail", ";", ",", "\\t", "\t", "\n", "\"", "é", "::", "cpu",
        "cuda", "cuda:0", "auto", "exact", "fast", "f1", "precision=0.5", "precision=2", "recall=", "features", "columns", "binary", "key", "c",
        "note", "lightGbm", "seed=4", "model.trainer=fastTree", "data.train=nosuch.csv",
        "99999999999999999999", "", " ", "\u0007", "\u202e", "data.id=\"\u001b[2J\"", "=", "a=b=c",
    ];

    public string Name => "command";

    public FuzzCase Make(Chance chance, Fixtures fixtures)
    {
        List<string> arguments = [chance.Of(commands)];
        if (chance.OneIn(3))
            arguments.AddRange(Usual(chance, arguments[0]));
        else
            arguments.AddRange(Enumerable.Range(0, chance.Below(4)).Select(_ => Place(chance.Of(paths))));
        for (var i = chance.Below(5); i > 0; i--)
        {
            arguments.Add(chance.Of(options));
            if (!chance.OneIn(5))
                arguments.Add(Word(chance));
        }
        if (chance.OneIn(6))
            arguments = chance.Shuffled(arguments);
        var files = new Dictionary<string, byte[]>
        {
            ["model.zip"] = fixtures.Read($"{chance.Of(Fixtures.Models)}.zip"),
            ["rows.csv"] = fixtures.Read("rows.csv"),
            ["table.csv"] = [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Fixtures.Table("linear", 60))],
            ["run.jsonc"] = Encoding.UTF8.GetBytes(Fixtures.ConfigOf("linear")),
        };
        return new FuzzCase(Name, "", "", arguments, files);
    }

    public Verdict Judge(Trial trial)
    {
        // A train without --out makes its folder where it is started.
        Environment.CurrentDirectory = trial.Folder;
        try
        {
            var run = trial.Run();
            // What stands behind -- is no option; help is a text.
            var words = trial.Case.Arguments.TakeWhile(argument => argument != "--").ToList();
            return Sanity.Fault(run, words.Contains("--json") && !words.Any(word => word is "--help" or "-h" or "/?" or "--version"))
                ?? Leftovers.Fault(trial, run, [.. Named(trial.Case.Arguments), "runs"]) ?? new Verdict(run.Code);
        }
        finally
        {
            Environment.CurrentDirectory = Path.GetTempPath();
        }
    }

    /// <summary>What the command takes, so that the options behind it come to be tried.</summary>
    private static IEnumerable<string> Usual(Chance chance, string command) => (command switch
    {
        "train" => "run.jsonc",
        "evaluate" => "model.zip table.csv",
        "threshold" => $"model.zip new.zip {chance.Of("table.csv", "rows.csv")}",
        "export" => "model.zip new.onnx",
        "inspect" => "model.zip",
        "trainers" => "fastTree",
        _ => $"model.zip rows.csv {chance.Of("new.csv", "new.csv.gz", "rows.csv", "model.zip")}",
    }).Split(' ').Select(Place);

    private static string Word(Chance chance) => chance.Below(4) switch
    {
        0 => Place(chance.Of(paths)),
        1 when chance.OneIn(4) => new string(chance.Of('x', '9', '"', '\u001b'), chance.Of(300, 5_000, 100_000)),
        2 when chance.OneIn(3) => Damaged(chance, chance.Of(values)),
        _ => chance.Of(values).Replace("quarantine=", $"quarantine={FuzzCase.Here}", StringComparison.Ordinal),
    };

    /// <summary>A word with other characters in it; never a path that leads out of the folder, nor one with NUL, which no command line can hold.</summary>
    private static string Damaged(Chance chance, string word) =>
        Encoding.Latin1.GetString(Mutation.Often(chance, Encoding.UTF8.GetBytes(word), 2))
            .Replace("/", "", StringComparison.Ordinal).Replace("..", ".", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);

    private static string Place(string path) => path is "-" or "--" or "~" or "" ? path : FuzzCase.Here + path;

    /// <summary>Paths in the folder that the arguments name.</summary>
    private static IEnumerable<string> Named(IEnumerable<string> arguments) =>
        from argument in arguments
        from part in argument.Split('=').Append(argument)
        let path = part.Replace(FuzzCase.Here, "", StringComparison.Ordinal)
        where path.Length > 0
        select path;
}
