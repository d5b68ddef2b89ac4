using CsCheck;
using NUnit.Framework;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Model.Problems;

internal sealed class NearestNameTests
{
    private static readonly Gen<string> words = Gen.Char['a', 'd'].Array[0, 6].Select(letters => new string(letters));

    [TestCase("leraningRate", "learningRate")]
    [TestCase("Learning_Rate", "learningRate")]
    [TestCase("learn", "")]
    public void A_misspelt_name_finds_the_one_that_was_meant(string name, string found) =>
        Assert.That(NearestName.Of(name, ["learningRate", "numberOfTrees", "seed"]), Is.EqualTo(found.Length == 0 ? [] : new[] { found }));

    [Test]
    public void The_distance_is_that_of_the_definition() => Gen.Select(words, words).Sample((name, known) =>
        Assert.That(NearestName.Of(name, [known]).Count == 1, Is.EqualTo(Distance(name, known) <= Math.Max(1, Math.Max(name.Length, known.Length) / 3)),
            $"{name} {known}"), threads: 1, iter: 20_000);

    [Test]
    public void A_name_of_fifty_million_characters_costs_nothing()
    {
        var name = new string('x', 50_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(NearestName.Hint(name, ["x", name]) + NearestName.Hint("x", [name]), Is.Empty);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
    }

    /// <summary>Optimal string alignment by its recursion.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a.Length + b.Length;
        var best = Math.Min(Distance(a[..^1], b) + 1, Math.Min(Distance(a, b[..^1]) + 1, Distance(a[..^1], b[..^1]) + (a[^1] == b[^1] ? 0 : 1)));
        return a.Length > 1 && b.Length > 1 && a[^1] == b[^2] && a[^2] == b[^1] ? Math.Min(best, Distance(a[..^2], b[..^2]) + 1) : best;
    }
}
