using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

/// <summary>A small table with one column of every kind, and a config for it; trained in this process where a zip is wanted.</summary>
internal static class SmallModel
{
    public const string Config =
        """
        { "task": "binary", "seed": 3,
          "data": { "train": "table.csv", "label": { "column": "y", "positive": "yes" }, "id": "key", "numeric": ["a", "b", "serial"], "categorical": "c" },
          "impute": { "numeric": "median", "categorical": "mode", "indicators": "a" },
          "model": { "trainer": "lightGbm", "options": { "numberOfIterations": 5, "numberOfLeaves": 4, "minimumExampleCountPerLeaf": 5 } },
          "scoring": { "threshold": 0.4 } }
        """;

    /// <summary>The table: 240 rows, some gaps, a column that float32 cannot hold.</summary>
    public static string Table(int rows = 240, int seed = 7)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, rows).Select(row =>
        {
            var (a, b) = (random.Next(100) / 4.0, random.Next(50));
            var yes = a + (b / 4.0) + random.Next(10) > 20;
            var category = random.Next(6) switch { 0 => "", < 3 => "x", 3 => "ÿ", _ => yes ? "y" : "z" };
            return FormattableString.Invariant(
                $"k{row},{(row % 9 == 0 ? "" : a.ToString("R", System.Globalization.CultureInfo.InvariantCulture))},{b},{20_000_000 + random.Next(
                21)},{category},{(yes ? "yes" : "no")}");
        });
        return string.Join('\n', lines.Prepend("key,a,b,serial,c,y")) + "\n";
    }

    /// <summary>Writes table and config; returns the path of the config.</summary>
    public static string Write(Scratch scratch, string config = Config)
    {
        scratch.Write("table.csv", Table());
        return scratch.Write("run.jsonc", config);
    }

    /// <summary>Trains and returns the path of the zip.</summary>
    public static string Train(Scratch scratch, string config = Config)
    {
        var run = Support.Program.Run("train", Write(scratch, config), "--out", scratch.At("out"));
        return run.Code == 0 ? scratch.At("out/model.zip") : throw new InvalidOperationException(run.Error);
    }
}
