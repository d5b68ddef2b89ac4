using System.Globalization;
using Pipeline.Fuzz.Plain;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz;

/// <summary>The models that cases are tried on, trained once a run from a small table: the same bytes on the same machine.</summary>
/// <param name="folder">Holds table.csv, rows.csv and NAME.zip for every model.</param>
internal sealed class Fixtures(string folder)
{
    private const string Train =
        """
        { "task": "binary", "seed": 3,
          "data": { "train": "table.csv", "label": { "column": "y", "positive": "yes" }, "id": "key", "numeric": ["a", "b", "serial"],
          "categorical": "c"%DATA% },
          "impute": { "numeric": "median", "categorical": "mode", "indicators": "a" },
          "model": { "trainer": "%TRAINER%", "options": { %OPTIONS% } }, "scoring": { "threshold": 0.4 } }
        """;

    private const string Other =
        ", \"separator\": \";\", \"decimal\": \",\", \"trim\": true, \"encoding\": \"windows1252\", \"comment\": \"#\", \"skipLines\": 1";

    private static readonly PlainForm plain = new()
    {
        Id = "key",
        Numbers = [("a", false), ("b", false), ("serial", true)],
        Texts = ["c"],
    };

    private static readonly (string Name, string Trainer, string Options, string Data)[] models =
    [
        ("linear", "lbfgsLogisticRegression", "", ""),
        ("trees", "fastTree", "\"numberOfTrees\": 4, \"numberOfLeaves\": 4, \"minimumExampleCountPerLeaf\": 5", ""),
        ("forest", "lightGbm", "\"numberOfIterations\": 4, \"numberOfLeaves\": 4, \"minimumExampleCountPerLeaf\": 5", ""),
        ("other", "lbfgsLogisticRegression", "", Other),
    ];

    /// <summary>Names of the models.</summary>
    public static IReadOnlyList<string> Models { get; } = [.. models.Select(model => model.Name)];

    /// <summary>Where they are.</summary>
    public string Folder => folder;

    /// <summary>How the files of a model are written.</summary>
    public static PlainForm FormOf(string model) => model != "other" ? plain
        : plain with { Separator = ';', Decimal = ',', Trim = true, IsWindows1252 = true, Comment = '#', SkipLines = 1 };

    /// <summary>A config that trains a model, with table.csv beside it.</summary>
    public static string ConfigOf(string model)
    {
        var (_, trainer, options, data) = models.Single(one => one.Name == model);
        return Train.Replace("%DATA%", data, StringComparison.Ordinal)
            .Replace("%TRAINER%", trainer, StringComparison.Ordinal).Replace("%OPTIONS%", options, StringComparison.Ordinal);
    }

    /// <summary>A file of the fixtures.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(folder, name));

    /// <summary>The table that a model learns from, as its files are written.</summary>
    public static string Table(string model, int rows = 160)
    {
        var form = FormOf(model);
        var chance = new Chance(7, 0);
        var lines = Enumerable.Range(0, rows).Select(row =>
        {
            var (a, b) = (chance.Below(100) / 4.0, chance.Below(50));
            var isYes = a + (b / 4.0) + chance.Below(10) > 20;
            var category = chance.Below(6) switch { 0 => "", < 3 => "x", 3 => "é", _ => isYes ? "y" : "z" };
            var serial = Number(20_000_000 + chance.Below(21), form);
            return string.Join(form.Separator, $"k{row}", row % 9 == 0 ? "" : Number(a, form), Number(b, form), serial, category, isYes ? "yes" : "no");
        });
        var before = Enumerable.Repeat("a line before the table", form.SkipLines).Append(string.Join(form.Separator, "key", "a", "b", "serial", "c", "y"));
        return string.Join('\n', before.Concat(lines)) + "\n";
    }

    /// <summary>A number as a form writes it.</summary>
    public static string Number(double value, PlainForm form) => value.ToString("R", CultureInfo.InvariantCulture).Replace('.', form.Decimal);

    /// <summary>Trains the models.</summary>
    public static Fixtures Make(string folder)
    {
        foreach (var model in Models)
        {
            var place = Directory.CreateDirectory(Path.Combine(folder, model)).FullName;
            // Behind a byte order mark it is UTF-8 to every form.
            File.WriteAllText(Path.Combine(place, "table.csv"), Table(model), new System.Text.UTF8Encoding(true));
            File.WriteAllText(Path.Combine(place, "run.jsonc"), ConfigOf(model));
            var run = Products.Real(["train", Path.Combine(place, "run.jsonc"), "--out", Path.Combine(place, "out")]);
            if (run.Code != 0)
                throw new InvalidOperationException($"The model {model} cannot be trained: {run.Error}");
            File.Copy(Path.Combine(place, "out", "model.zip"), Path.Combine(folder, $"{model}.zip"));
        }
        File.WriteAllText(Path.Combine(folder, "rows.csv"), Table("linear", 24));
        return new Fixtures(folder);
    }
}
