using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Tests.Stock;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

/// <summary>The same config, data and machine give the same bytes: in another process, from another directory, into another one.</summary>
[TestFixture]
internal sealed class ZipDeterminismTests
{
    private readonly Scratch here = new();
    private readonly Scratch there = new();

    public static IEnumerable<TestCaseData> Cases() => StockCases.All.Select((c, i) => new TestCaseData(i).SetArgDisplayNames(c.Name));

    /// <summary>One of each family of trainers: a process of its own costs a second.</summary>
    public static IEnumerable<TestCaseData> Families() => Cases().Where((_, i) => i is 0 or 4 or 7 or 10 or 11 or 16 or 17 or 24);

    [OneTimeSetUp]
    public void Write_the_tables()
    {
        foreach (var scratch in new[] { here, there })
        {
            foreach (var (table, step, gaps) in new[] { ("churn", 23, "monthly_charges"), ("penguins", 2, "body_mass_g"), ("concrete", 5, "age") })
                WideTables.Write(scratch, table, step, gaps);
            for (var i = 0; i < StockCases.All.Count; i++)
                scratch.Write(Name(i, "jsonc"), StockCases.All[i].Config);
        }
    }

    [OneTimeTearDown]
    public void Forget()
    {
        here.Dispose();
        there.Dispose();
    }

    [TestCaseSource(nameof(Cases))]
    public void A_second_training_gives_the_same_bytes(int index)
    {
        var run = Support.Program.Run("train", there.At(Name(index, "jsonc")), "--out", there.At(Name(index, "second")));

        Assert.That(run.Code, Is.Zero, run.Error);
        AssertSame(First(index), there.At(Name(index, "second")));
    }

    [TestCaseSource(nameof(Families))]
    public void Another_process_in_another_directory_gives_the_same_bytes(int index)
    {
        var run = Support.Program.Start(there.Directory, new Dictionary<string, string?>
        {
            ["LANG"] = "tr_TR.UTF-8",
            ["TZ"] = "Asia/Kathmandu",
            ["USER"] = "somebody"
        },
            "train", Name(index, "jsonc"), "--out", Name(index, "process"));

        Assert.That(run.Code, Is.Zero, run.Error);
        AssertSame(First(index), there.At(Name(index, "process")));
    }

    [Test]
    public void Another_seed_gives_other_bytes()
    {
        var run = Support.Program.Run("train", there.At(Name(10, "jsonc")), "--out", there.At("seed"), "--set", "seed=2");

        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(File.ReadAllBytes(there.At("seed/model.zip")), Is.Not.EqualTo(File.ReadAllBytes(Path.Combine(First(10), "model.zip"))));
    }

    private static string Name(int index, string ending) => FormattableString.Invariant($"{index}.{ending}");

    private string First(int index)
    {
        var folder = here.At(Name(index, "first"));
        if (!Directory.Exists(folder))
        {
            var run = Support.Program.Run("train", here.At(Name(index, "jsonc")), "--out", folder);
            Assert.That(run.Code, Is.Zero, run.Error);
        }
        return folder;
    }

    private static void AssertSame(string first, string second)
    {
        foreach (var name in new[] { "model.zip", "scores.csv" })
            Assert.That(File.ReadAllBytes(Path.Combine(second, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(first, name))), name);
        Assert.That(WithoutRun(second), Is.EqualTo(WithoutRun(first)));
    }

    /// <summary>metrics.json without the one member that may hold times.</summary>
    private static string WithoutRun(string folder)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "metrics.json")))!.AsObject();
        Assert.That(json.Remove("run"), "metrics.json has no member run");
        return json.ToJsonString();
    }
}
