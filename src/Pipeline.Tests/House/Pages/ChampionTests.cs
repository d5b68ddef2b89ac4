using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

/// <summary>The example of docs/champion.md is real: its config, and what comes out of two nights.</summary>
[TestFixture]
internal sealed class ChampionTests
{
    private static readonly string page = Repository.Read("docs/champion.md");
    private readonly Scratch scratch = new();

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void Two_nights_give_what_the_page_shows()
    {
        scratch.Write("nightly.jsonc", Block("jsonc", 0));
        Assert.That(Night(6_000), Is.EqualTo(Block("text", 0)));
        File.Copy(scratch.At("tonight/model.zip"), scratch.At("champion.zip"));

        Assert.That(Night(int.MaxValue), Is.EqualTo(Block("text", 1)));
    }

    private string Night(int customers)
    {
        var lines = File.ReadAllLines(Demo.Data("churn")).Take(customers == int.MaxValue ? customers : customers + 1);
        scratch.Write("customers.csv", string.Concat(lines.Select((line, i) => FormattableString.Invariant($"{line},{(i == 0 ? "customer" : i)}\n"))));
        var run = Support.Program.Run("train", scratch.At("nightly.jsonc"), "--out", scratch.At("tonight"));
        Assert.That(run.Code, Is.Zero, run.Error);
        return string.Concat(run.Out.Split('\n').Where(Compares).Select(line => line + "\n"));

        static bool Compares(string line) => line.StartsWith("Baseline", StringComparison.Ordinal) || line.StartsWith("Gate", StringComparison.Ordinal);
    }

    private static string Block(string language, int number) =>
        Regex.Matches(page, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)[number].Groups[1].Value;
}
