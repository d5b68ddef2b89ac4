using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Commands;

[TestFixture]
[NonParallelizable]
internal sealed class CultureTests
{
    private static readonly Dictionary<string, string[]> made = [];

    [TestCase("de-DE", "churn")]
    [TestCase("tr-TR", "churn")]
    [TestCase("tr-TR", "penguins")]
    [TestCase("de-DE", "concrete")]
    [TestCase("ar-SA", "concrete")]
    public void A_culture_changes_no_byte(string culture, string name)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            var expected = Run(name, "");
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(Run(name, culture), Is.EqualTo(expected));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture) = (before, beforeUi, null);
        }
    }

    [TestCase("de_DE.UTF-8")]
    [TestCase("tr_TR.UTF-8")]
    public void The_locale_of_a_process_changes_no_byte(string locale)
    {
        using var scratch = new Scratch();
        var environment = new Dictionary<string, string?> { ["LANG"] = locale, ["LC_ALL"] = locale };

        var train = Support.Program.Start(scratch.Directory, environment, "train", Demo.Config("concrete"));
        var score = Support.Program.Start(scratch.Directory, environment, "score", "runs/concrete/model.zip", Demo.Data("concrete"));

        Demo.Trained("concrete");
        Assert.That((train.Code, score.Code), Is.EqualTo((0, 0)), train.Error + score.Error);
        Assert.That(Files(scratch.At("runs/concrete")), Is.EqualTo(Files(Demo.At("runs/concrete"))));
        Assert.That(score.Out, Is.EqualTo(Support.Program.Run("score", Demo.Zip("concrete"), Demo.Data("concrete")).Out));
    }

    /// <summary>All that a run makes and says: the three files, the texts of all commands.</summary>
    private static string[] Run(string name, string culture)
    {
        if (culture.Length == 0 && made.TryGetValue(name, out var known))
            return known;
        using var scratch = new Scratch();
        var directory = scratch.At("run");
        string[] texts = [
            Support.Program.Run("train", Demo.Config(name), "--out", directory).Out,
            Support.Program.Run("evaluate", Path.Combine(directory, "model.zip"), Demo.Data(name), "--held-out").Out,
            Support.Program.Run("score", Path.Combine(directory, "model.zip"), Demo.Data(name)).Out,
            Support.Program.Run("inspect", Path.Combine(directory, "model.zip")).Out,
        ];
        string[] all = [.. Files(directory), .. texts.Select(text => text.Replace(scratch.Directory, "", StringComparison.Ordinal))];
        Assert.That(all, Has.All.Not.Empty);
        return culture.Length == 0 ? made[name] = all : all;
    }

    private static string[] Files(string directory)
    {
        var metrics = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "metrics.json")))!.AsObject();
        metrics.Remove("run");
        return [.. Entries(Path.Combine(directory, "model.zip")), Convert.ToHexString(File.ReadAllBytes(Path.Combine(directory, "model.zip"))), metrics.ToJsonString(), File.ReadAllText(Path.Combine(directory, "scores.csv"))];
    }

    /// <summary>The zip entry by entry, so that a difference names its place.</summary>
    private static IEnumerable<string> Entries(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        foreach (var entry in archive.Entries)
        {
            using var content = new StreamReader(entry.Open(), Encoding.Latin1);
            yield return $"{entry.FullName}: {content.ReadToEnd()}";
        }
    }
}
